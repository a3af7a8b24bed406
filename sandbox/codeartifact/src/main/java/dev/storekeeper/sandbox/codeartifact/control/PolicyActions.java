package dev.storekeeper.sandbox.codeartifact.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.AccessControl;
import dev.storekeeper.sandbox.codeartifact.Principal;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.access.PolicyDocument;
import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.catalog.PolicyHolder;
import dev.storekeeper.sandbox.codeartifact.catalog.PolicyHolder.OfDomain;
import dev.storekeeper.sandbox.codeartifact.catalog.PolicyHolder.OfRepository;
import dev.storekeeper.sandbox.codeartifact.catalog.Repository;
import dev.storekeeper.sandbox.codeartifact.catalog.ResourcePolicy;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The operations on permissions policies (User Guide, "Domain policies", "Repository policies").
 */
final class PolicyActions {
  private static final int LONGEST_DOCUMENT = 7168;
  private static final Constraint DOCUMENT = Constraint.length(1, LONGEST_DOCUMENT);

  private final Catalog catalog;
  private final AccessControl access;

  PolicyActions(Catalog catalog, AccessControl access) {
    this.catalog = catalog;
    this.access = access;
  }

  void addTo(Actions actions) {
    Function<ApiRequest, PolicyHolder> domain = request -> new OfDomain(request.domain());
    Function<ApiRequest, PolicyHolder> repository =
        request -> new OfRepository(request.repository());
    actions.addJson(
        Operation.PUT_DOMAIN_PERMISSIONS_POLICY, request -> put(request, domain.apply(request)));
    actions.addJson(Operation.GET_DOMAIN_PERMISSIONS_POLICY, request -> get(domain.apply(request)));
    actions.addJson(
        Operation.DELETE_DOMAIN_PERMISSIONS_POLICY,
        request -> delete(request, domain.apply(request)));
    actions.addJson(
        Operation.PUT_REPOSITORY_PERMISSIONS_POLICY,
        request -> put(request, repository.apply(request)));
    actions.addJson(
        Operation.GET_REPOSITORY_PERMISSIONS_POLICY, request -> get(repository.apply(request)));
    actions.addJson(
        Operation.DELETE_REPOSITORY_PERMISSIONS_POLICY,
        request -> delete(request, repository.apply(request)));
  }

  private ObjectNode put(ApiRequest request, PolicyHolder holder) {
    String document =
        request
            .body()
            .text("policyDocument", DOCUMENT)
            .orElseThrow(
                () -> Constraint.violation("policyDocument", "found null", DOCUMENT.expectation()));
    requireOwner(request.principal(), holder);
    PolicyDocument.parse(document);
    access.checkPolicy(document);
    return shape(
        holder,
        catalog
            .policies()
            .put(holder, request.body().text("policyRevision", Constraints.REVISION), document));
  }

  private ObjectNode get(PolicyHolder holder) {
    return shape(holder, catalog.policies().require(holder));
  }

  private ObjectNode delete(ApiRequest request, PolicyHolder holder) {
    return shape(holder, catalog.policies().delete(holder, request.optional("policy-revision")));
  }

  private void requireOwner(Principal principal, PolicyHolder holder) {
    Set<String> owners =
        switch (holder) {
          case OfDomain(var id) -> Set.of(id.owner());
          case OfRepository(var id) -> {
            Repository repository = catalog.repositories().require(id);
            yield Set.copyOf(List.of(id.domain().owner(), repository.administrator()));
          }
        };
    if (!owners.contains(principal.account())) {
      throw ServiceException.denied(
          "A policy is set by the account that owns the resource, not by " + principal.account());
    }
  }

  private ObjectNode shape(PolicyHolder holder, ResourcePolicy policy) {
    String arn =
        switch (holder) {
          case OfDomain(var id) -> catalog.arns().domain(id);
          case OfRepository(var id) -> catalog.arns().repository(id);
        };
    ObjectNode json = Json.object();
    json.putObject("policy")
        .put("resourceArn", arn)
        .put("revision", policy.revision())
        .put("document", policy.document());
    return json;
  }
}
