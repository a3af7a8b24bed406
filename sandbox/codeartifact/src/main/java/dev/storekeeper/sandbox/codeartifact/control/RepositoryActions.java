package dev.storekeeper.sandbox.codeartifact.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.AccessControl;
import dev.storekeeper.sandbox.codeartifact.catalog.Arns;
import dev.storekeeper.sandbox.codeartifact.catalog.DomainId;
import dev.storekeeper.sandbox.codeartifact.catalog.ExternalConnection;
import dev.storekeeper.sandbox.codeartifact.catalog.Repositories;
import dev.storekeeper.sandbox.codeartifact.catalog.Repository;
import dev.storekeeper.sandbox.codeartifact.catalog.RepositoryId;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The operations on repositories. */
final class RepositoryActions {
  private static final int DEFAULT_PAGE = 100;
  private static final int MOST_UPSTREAMS_READ = 1000;
  private static final Constraint DESCRIPTION = Constraint.length(0, 1000);

  private final Repositories repositories;
  private final Arns arns;
  private final AccessControl access;
  private final URI publicBase;

  RepositoryActions(Repositories repositories, Arns arns, AccessControl access, URI publicBase) {
    this.repositories = repositories;
    this.arns = arns;
    this.access = access;
    this.publicBase = publicBase;
  }

  void addTo(Actions actions) {
    actions.addJson(Operation.CREATE_REPOSITORY, this::create);
    actions.addJson(
        Operation.DESCRIBE_REPOSITORY,
        request -> wrapped(repositories.require(request.repository())));
    actions.addJson(Operation.UPDATE_REPOSITORY, this::update);
    actions.addJson(
        Operation.DELETE_REPOSITORY, request -> wrapped(repositories.delete(request.repository())));
    actions.addJson(Operation.LIST_REPOSITORIES, this::list);
    actions.addJson(Operation.LIST_REPOSITORIES_IN_DOMAIN, this::listInDomain);
    actions.addJson(Operation.GET_REPOSITORY_ENDPOINT, this::endpoint);
    actions.addJson(
        Operation.ASSOCIATE_EXTERNAL_CONNECTION,
        request -> wrapped(repositories.connect(request.repository(), connection(request))));
    actions.addJson(
        Operation.DISASSOCIATE_EXTERNAL_CONNECTION,
        request -> wrapped(repositories.disconnect(request.repository(), connection(request))));
  }

  private ObjectNode create(ApiRequest request) {
    List<String> upstreams = upstreams(request).orElse(List.of());
    return wrapped(
        repositories.create(
            request.repository(),
            request.principal().account(),
            request.body().text("description", DESCRIPTION).orElse(""),
            upstreams,
            Tags.read(request.body())));
  }

  private ObjectNode update(ApiRequest request) {
    return wrapped(
        repositories.update(
            request.repository(),
            request.body().text("description", DESCRIPTION),
            upstreams(request)));
  }

  private Optional<List<String>> upstreams(ApiRequest request) {
    Optional<List<String>> names =
        request
            .body()
            .list(
                "upstreams",
                0,
                MOST_UPSTREAMS_READ,
                upstream ->
                    Constraints.REPOSITORY.check(
                        "upstreams.repositoryName",
                        Body.text("upstreams.repositoryName", upstream.path("repositoryName"))));
    names.ifPresent(given -> {
      if (given.stream().distinct().count() < given.size()) {
        throw Constraint.violation("upstreams", "found " + given, "each repository once");
      }
      given.forEach(name -> requireUpstream(request, name));
    });
    return names;
  }

  private void requireUpstream(ApiRequest request, String name) {
    access.require(
        request.principal(),
        "codeartifact:AssociateWithDownstreamRepository",
        arns.repository(new RepositoryId(request.domain(), name)));
  }

  private ObjectNode list(ApiRequest request) {
    String account = request.principal().account();
    String prefix = request.optional("repository-prefix").orElse("");
    return Shapes.page(
        Json.object(),
        "repositories",
        request,
        repositories.everywhere(
            repository ->
                repository.administrator().equals(account)
                    && repository.id().name().startsWith(prefix),
            PageTokens.paging(request, DEFAULT_PAGE)),
        repository -> Shapes.repositorySummary(repository, arns));
  }

  private ObjectNode listInDomain(ApiRequest request) {
    Optional<String> administrator = request.optional("administrator-account");
    String prefix = request.optional("repository-prefix").orElse("");
    return Shapes.page(
        Json.object(),
        "repositories",
        request,
        repositories.inDomain(
            request.domain(),
            repository ->
                administrator.map(repository.administrator()::equals).orElse(true)
                    && repository.id().name().startsWith(prefix),
            PageTokens.paging(request, DEFAULT_PAGE)),
        repository -> Shapes.repositorySummary(repository, arns));
  }

  private ObjectNode endpoint(ApiRequest request) {
    RepositoryId id = repositories.require(request.repository()).id();
    DomainId domain = id.domain();
    String base = publicBase.toString().replaceFirst("/+$", "");
    return Json.object()
        .put(
            "repositoryEndpoint",
            String.join(
                    "/",
                    base,
                    domain.name() + "-" + domain.owner(),
                    request.required("format"),
                    id.name())
                + "/");
  }

  private static ExternalConnection connection(ApiRequest request) {
    String name = request.required("external-connection");
    return ExternalConnection.named(name)
        .orElseThrow(() ->
            Constraint.violation(
                "external-connection",
                "found '" + name + "'",
                Arrays.stream(ExternalConnection.values())
                    .map(ExternalConnection::connectionName)
                    .collect(Collectors.joining(", ", "one of ", ""))));
  }

  private ObjectNode wrapped(Repository repository) {
    return Json.object().set("repository", Shapes.repository(repository, arns));
  }
}
