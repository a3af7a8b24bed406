package dev.storekeeper.sandbox.codeartifact.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.catalog.DomainId;
import dev.storekeeper.sandbox.codeartifact.catalog.RepositoryId;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operations on tags of domains and repositories. */
final class TagActions {
  private static final Pattern ARN =
      Pattern.compile("arn:aws:codeartifact:([^:]+):(\\d{12}):([a-z-]+)/([^/]+)(?:/(.+))?");

  private final Catalog catalog;

  TagActions(Catalog catalog) {
    this.catalog = catalog;
  }

  void addTo(Actions actions) {
    actions.addJson(Operation.TAG_RESOURCE, this::tag);
    actions.addJson(Operation.UNTAG_RESOURCE, this::untag);
    actions.addJson(Operation.LIST_TAGS_FOR_RESOURCE, this::list);
  }

  private ObjectNode tag(ApiRequest request) {
    Map<String, String> added = Tags.read(request.body());
    change(target(request), present -> Tags.merged(present, added));
    return Json.object();
  }

  private ObjectNode untag(ApiRequest request) {
    change(
        target(request),
        present -> {
          Map<String, String> rest = new TreeMap<>(present);
          Tags.keys(request.body()).forEach(rest::remove);
          return rest;
        });
    return Json.object();
  }

  private ObjectNode list(ApiRequest request) {
    Map<String, String> tags =
        switch (target(request)) {
          case Target.OfDomain(DomainId id) -> catalog.domains().require(id).tags();
          case Target.OfRepository(RepositoryId id) -> catalog.repositories().require(id).tags();
        };
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("tags");
    tags.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
    return json;
  }

  private void change(Target target, UnaryOperator<Map<String, String>> change) {
    switch (target) {
      case Target.OfDomain(DomainId id) -> catalog.domains().changeTags(id, change);
      case Target.OfRepository(RepositoryId id) -> catalog.repositories().changeTags(id, change);
    }
  }

  private sealed interface Target {
    record OfDomain(DomainId id) implements Target {}

    record OfRepository(RepositoryId id) implements Target {}
  }

  private Target target(ApiRequest request) {
    String arn = request.required("resourceArn");
    Matcher matcher = ARN.matcher(arn);
    if (!matcher.matches() || !matcher.group(1).equals(catalog.arns().region())) {
      throw wrongArn(arn);
    }
    DomainId domain = new DomainId(matcher.group(2), matcher.group(4));
    String rest = matcher.group(5);
    String kind = matcher.group(3);
    if (kind.equals("domain") && rest == null) {
      return new Target.OfDomain(domain);
    }
    if (kind.equals("repository") && rest != null) {
      return new Target.OfRepository(new RepositoryId(domain, rest));
    }
    if (kind.equals("package-group")) {
      throw new ServiceException(
          501, "NotImplementedException", "Tags of package groups are not served here");
    }
    throw wrongArn(arn);
  }

  private ServiceException wrongArn(String arn) {
    return Constraint.violation(
        "resourceArn",
        "found '" + arn + "'",
        "the ARN of a domain or repository in " + catalog.arns().region());
  }
}
