package dev.storekeeper.sandbox.runtime.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the sandbox knows of a resource type. The texts of ARNs, references and attributes have
 * placeholders, see {@link PhysicalNames}; of several the first whose placeholders have values
 * counts.
 *
 * @param nameProperty the property that names a resource, empty if its type has none
 * @param lowerCase whether a generated name is in lower case
 * @param arn the texts of its ARN, empty if it has none
 * @param ref the texts of its {@code Ref}
 * @param attributes the texts of its {@code Fn::GetAtt} attributes
 * @param properties its properties
 * @param globals the properties that the Globals section may set
 * @param events the properties of a SAM function's events by type of event
 */
record ResourceType(
    Optional<String> nameProperty,
    boolean lowerCase,
    List<String> arn,
    List<String> ref,
    Map<String, List<String>> attributes,
    Shape.Structure properties,
    List<String> globals,
    Map<String, Shape> events) {}
