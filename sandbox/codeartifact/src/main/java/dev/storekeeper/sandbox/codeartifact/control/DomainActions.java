package dev.storekeeper.sandbox.codeartifact.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.catalog.Arns;
import dev.storekeeper.sandbox.codeartifact.catalog.Domain;
import dev.storekeeper.sandbox.codeartifact.catalog.DomainId;
import dev.storekeeper.sandbox.codeartifact.catalog.Domains;
import dev.storekeeper.sandbox.codeartifact.store.Json;

/** The operations on domains. */
final class DomainActions {
  private static final int DEFAULT_PAGE = 100;
  private static final Constraint ENCRYPTION_KEY =
      Constraint.pattern("\\S{1,1011}", "a KMS key's ARN or id without white space");

  private final Domains domains;
  private final Arns arns;

  DomainActions(Domains domains, Arns arns) {
    this.domains = domains;
    this.arns = arns;
  }

  void addTo(Actions actions) {
    actions.addJson(Operation.CREATE_DOMAIN, this::create);
    actions.addJson(Operation.DESCRIBE_DOMAIN, this::describe);
    actions.addJson(Operation.DELETE_DOMAIN, this::delete);
    actions.addJson(Operation.LIST_DOMAINS, this::list);
  }

  private ObjectNode create(ApiRequest request) {
    DomainId id = new DomainId(request.principal().account(), request.required("domain"));
    String key =
        request
            .body()
            .text("encryptionKey", ENCRYPTION_KEY)
            .orElse("arn:aws:kms:" + arns.region() + ":" + id.owner() + ":alias/aws/codeartifact");
    Domain domain = domains.create(id, key, Tags.read(request.body()));
    return wrapped(domain, "Active", 0);
  }

  private ObjectNode describe(ApiRequest request) {
    Domain domain = domains.require(request.domain());
    return wrapped(domain, "Active", domains.repositoryCount(domain.id()));
  }

  private ObjectNode delete(ApiRequest request) {
    return wrapped(domains.delete(request.domain()), "Deleted", 0);
  }

  private ObjectNode list(ApiRequest request) {
    return Shapes.page(
        Json.object(),
        "domains",
        request,
        domains.list(request.principal().account(), PageTokens.paging(request, DEFAULT_PAGE)),
        domain -> Shapes.domainSummary(domain, "Active", arns));
  }

  private ObjectNode wrapped(Domain domain, String status, int repositories) {
    return Json.object().set("domain", Shapes.domain(domain, status, repositories, arns));
  }
}
