package dev.storekeeper.sandbox.runtime;

import dev.storekeeper.sandbox.runtime.cloudtrail.CloudTrail;
import dev.storekeeper.sandbox.runtime.cloudwatch.Alarms;
import dev.storekeeper.sandbox.runtime.cloudwatch.MetricStore;
import dev.storekeeper.sandbox.runtime.codeartifact.CodeArtifactProvisioner;
import dev.storekeeper.sandbox.runtime.dynamodb.DynamoDbLocal;
import dev.storekeeper.sandbox.runtime.dynamodb.DynamoDbService;
import dev.storekeeper.sandbox.runtime.events.EventBridgeService;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.s3.S3Service;
import dev.storekeeper.sandbox.runtime.scheduler.SchedulerService;
import dev.storekeeper.sandbox.runtime.sns.SnsService;
import dev.storekeeper.sandbox.runtime.sqs.SqsService;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.template.Stack;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The services of a sandbox that a template's resources belong to.
 *
 * @param sqs queues
 * @param sns topics
 * @param events buses and rules
 * @param scheduler schedules
 * @param dynamoDb tables
 * @param codeArtifact domains and repositories
 * @param alarms alarms
 * @param s3 buckets
 * @param cloudTrail trails
 */
record Services(
    SqsService sqs,
    SnsService sns,
    EventBridgeService events,
    SchedulerService scheduler,
    DynamoDbService dynamoDb,
    CodeArtifactProvisioner codeArtifact,
    Alarms alarms,
    S3Service s3,
    CloudTrail cloudTrail) {

  /**
   * The services of an account.
   *
   * @param state the folder of what they keep
   * @param closing is given what has to be closed
   * @throws IOException if the folder cannot be used
   */
  static Services of(
      Account account,
      VirtualClock clock,
      Path state,
      Destinations destinations,
      Authorizer authorizer,
      DynamoDbLocal dynamoDb,
      MetricStore metrics,
      Closing closing)
      throws IOException {
    SqsService sqs = new SqsService(account, clock, destinations, authorizer);
    EventBridgeService events = new EventBridgeService(account, clock, destinations, authorizer);
    S3Service s3 =
        closing.add(
            new S3Service(account, state.resolve("s3"), clock, authorizer, events::publish));
    return new Services(
        sqs,
        closing.add(
            new SnsService(account, clock, destinations, authorizer, state.resolve("mail"))),
        events,
        new SchedulerService(account, clock, destinations, authorizer),
        new DynamoDbService(account, dynamoDb, destinations, authorizer, clock.activity()::touch),
        new CodeArtifactProvisioner(account),
        new Alarms(account, clock, metrics, new QueueGauges(sqs), destinations),
        s3,
        new CloudTrail(account, clock, s3, state.resolve("cloudtrail"), events::publish));
  }

  /**
   * Makes every resource of a stack.
   *
   * @throws SandboxException if one is refused, naming it
   */
  void provision(Stack stack) {
    for (Resource resource : stack.resources()) {
      try {
        provision(resource);
      } catch (AwsException | IllegalArgumentException e) {
        throw new SandboxException(
            resource.logicalId() + " (" + resource.type() + "): " + e.getMessage(), e);
      }
    }
  }

  private void provision(Resource resource) {
    switch (resource.type()) {
      case "AWS::SQS::Queue", "AWS::SQS::QueuePolicy" -> sqs.provision(resource);
      case "AWS::SNS::Topic", "AWS::SNS::Subscription", "AWS::SNS::TopicPolicy" ->
          sns.provision(resource);
      case "AWS::Events::EventBus", "AWS::Events::Rule" -> events.provision(resource);
      case "AWS::Scheduler::Schedule", "AWS::Scheduler::ScheduleGroup" ->
          scheduler.provision(resource);
      case "AWS::DynamoDB::Table" -> dynamoDb.provision(resource);
      case "AWS::CodeArtifact::Domain", "AWS::CodeArtifact::Repository" ->
          codeArtifact.provision(resource);
      case "AWS::CloudWatch::Alarm" -> alarms.provision(resource);
      case "AWS::S3::Bucket", "AWS::S3::BucketPolicy" -> s3.provision(resource);
      case "AWS::CloudTrail::Trail" -> cloudTrail.provision(resource);
      // Roles, functions, their mappings, pipes and HTTP APIs are made of the whole stack at once;
      // a log group is the name of a file.
      case "AWS::IAM::Role",
          "AWS::Lambda::Function",
          "AWS::Lambda::LayerVersion",
          "AWS::Lambda::EventSourceMapping",
          "AWS::Lambda::Permission",
          "AWS::Lambda::EventInvokeConfig",
          "AWS::Lambda::Alias",
          "AWS::Lambda::Version",
          "AWS::Pipes::Pipe",
          "AWS::ApiGatewayV2::Api",
          "AWS::ApiGatewayV2::Integration",
          "AWS::ApiGatewayV2::Route",
          "AWS::ApiGatewayV2::Stage",
          "AWS::Logs::LogGroup" -> {}
      default -> throw new SandboxException("no service makes a resource of this type");
    }
  }
}
