package dev.storekeeper.sandbox.runtime.template;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One resource of a stack, ready to be made: SAM expanded and every intrinsic resolved.
 *
 * @param logicalId its name in the template, or a derived one for what SAM generates
 * @param type its CloudFormation type, for example {@code AWS::SQS::Queue}
 * @param name its physical name, for example {@code storekeeper-AuditQueue}
 * @param arn its ARN, empty for types that have none
 * @param properties its properties as in CloudFormation's reference, checked against what the
 *     sandbox knows of the type
 */
public record Resource(
    String logicalId, String type, String name, String arn, ObjectNode properties) {}
