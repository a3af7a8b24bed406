package dev.storekeeper.sandbox.codeartifact.control;

import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.codeartifact.Principal;
import dev.storekeeper.sandbox.codeartifact.PrincipalResolver;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.access.PolicyBoundAccess;
import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.http.Responses;
import dev.storekeeper.sandbox.codeartifact.quota.RequestMeter;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import dev.storekeeper.sandbox.codeartifact.trail.CallTrace;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;

/** Answers requests below {@code /v1/}. */
public final class ControlPlane {
  private final Catalog catalog;
  private final PrincipalResolver principals;
  private final PolicyBoundAccess access;
  private final RequestMeter meter;
  private final Actions actions = new Actions();

  /** The API over a catalog; package endpoints lie below the given base. */
  public ControlPlane(
      Catalog catalog,
      PrincipalResolver principals,
      PolicyBoundAccess access,
      RequestMeter meter,
      URI publicBase,
      Clock clock) {
    this.catalog = catalog;
    this.principals = principals;
    this.access = access;
    this.meter = meter;
    new DomainActions(catalog.domains(), catalog.arns()).addTo(actions);
    new RepositoryActions(catalog.repositories(), catalog.arns(), access, publicBase)
        .addTo(actions);
    new TokenActions(catalog, access, clock).addTo(actions);
    new PackageActions(catalog).addTo(actions);
    new VersionActions(catalog).addTo(actions);
    new AssetActions(catalog).addTo(actions);
    new BatchActions(catalog.changes()).addTo(actions);
    new CopyActions(catalog, access).addTo(actions);
    new PublishActions(catalog).addTo(actions);
    new TagActions(catalog).addTo(actions);
    new PolicyActions(catalog, access).addTo(actions);
  }

  /**
   * Answers a request and closes the exchange; says to the trace who called and with what.
   *
   * @throws ServiceException to refuse
   */
  public void handle(HttpExchange exchange, CallTrace trace) throws IOException {
    Operation operation = operation(exchange);
    Action action =
        actions
            .of(operation)
            .orElseThrow(() ->
                new ServiceException(
                    501,
                    "NotImplementedException",
                    "Operation " + operation.wireName() + " is not served here"));
    Principal principal = principals.resolve(exchange);
    trace.identify(principal, operation.wireName(), operation.readOnly());
    meter.call(exchange, principal.account(), operation.wireName(), operation.readOnly());
    ApiRequest request = ApiRequest.read(operation, principal, exchange);
    trace.parameters(TrailParameters.of(request));
    if (operation == Operation.GET_AUTHORIZATION_TOKEN) {
      trace.response(Json.object().put("sessionToken", "HIDDEN_DUE_TO_SECURITY_REASONS"));
    }
    authorize(request);
    switch (action.perform(request)) {
      case Answer.Json json -> Responses.json(exchange, 200, json.body());
      case Answer.Content content -> {
        content.headers().forEach(exchange.getResponseHeaders()::set);
        Responses.file(exchange, content.file());
      }
    }
  }

  private void authorize(ApiRequest request) {
    Operation operation = request.operation();
    String action = "codeartifact:" + operation.wireName();
    if (operation == Operation.CREATE_REPOSITORY) {
      access.requireIn(request.domain(), request.principal(), action);
    } else {
      access.require(request.principal(), action, resource(request));
    }
  }

  private static Operation operation(HttpExchange exchange) {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    return Operation.of(method, path)
        .orElseThrow(() ->
            new ServiceException(
                404,
                "UnknownOperationException",
                "CodeArtifact has no operation " + method + " " + path));
  }

  private String resource(ApiRequest request) {
    return switch (request.operation().scope()) {
      case ANY -> "*";
      case DOMAIN -> catalog.arns().domain(request.domain());
      case REPOSITORY -> catalog.arns().repository(request.repository());
      case PACKAGE -> catalog.arns().ofPackage(request.packageKey());
      case DESTINATION -> catalog.arns().repository(request.repository("destination-repository"));
      case TAGGED -> request.required("resourceArn");
    };
  }
}
