package dev.storekeeper.sandbox.codeartifact.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.catalog.OriginControls;
import dev.storekeeper.sandbox.codeartifact.catalog.OriginControls.Restriction;
import dev.storekeeper.sandbox.codeartifact.catalog.PackageKey;
import dev.storekeeper.sandbox.codeartifact.catalog.Packages.Summary;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.util.function.Predicate;

/** The operations on packages. */
final class PackageActions {
  private static final int DEFAULT_PAGE = 100;

  private final Catalog catalog;

  PackageActions(Catalog catalog) {
    this.catalog = catalog;
  }

  void addTo(Actions actions) {
    actions.addJson(Operation.LIST_PACKAGES, this::list);
    actions.addJson(Operation.DESCRIBE_PACKAGE, this::describe);
    actions.addJson(Operation.PUT_PACKAGE_ORIGIN_CONFIGURATION, this::control);
    actions.addJson(Operation.DELETE_PACKAGE, this::delete);
  }

  private ObjectNode list(ApiRequest request) {
    if (request.optional("namespace").isPresent() && request.optional("format").isEmpty()) {
      throw Constraint.violation("format", "found nothing", "a format, as 'namespace' is given");
    }
    return Shapes.page(
        Json.object(),
        "packages",
        request,
        catalog
            .packages()
            .list(request.repository(), filter(request), PageTokens.paging(request, DEFAULT_PAGE)),
        summary -> summary(summary.id(), "package", summary.controls()));
  }

  private static Predicate<Summary> filter(ApiRequest request) {
    String format = request.optional("format").orElse("");
    String namespace = request.optional("namespace").orElse("");
    String prefix = request.optional("package-prefix").orElse("");
    String publish = request.optional("publish").orElse("");
    String upstream = request.optional("upstream").orElse("");
    return summary ->
        (format.isEmpty() || format.equals(summary.id().format()))
            && summary.id().namespace().startsWith(namespace)
            && summary.id().name().startsWith(prefix)
            && (publish.isEmpty() || publish.equals(summary.controls().publish().name()))
            && (upstream.isEmpty() || upstream.equals(summary.controls().upstream().name()));
  }

  private ObjectNode describe(ApiRequest request) {
    PackageKey key = request.packageKey();
    return Json.object().set("package", summary(key.id(), "name", catalog.packages().require(key)));
  }

  private ObjectNode control(ApiRequest request) {
    Body restrictions = request.body().object("restrictions").orElseThrow(PackageActions::noObject);
    OriginControls controls =
        new OriginControls(
            restriction(restrictions, "publish"), restriction(restrictions, "upstream"));
    catalog.packages().control(request.packageKey(), controls);
    return Json.object().set("originConfiguration", Shapes.originConfiguration(controls));
  }

  private static RuntimeException noObject() {
    return Constraint.violation("restrictions", "found null", "an object");
  }

  private static Restriction restriction(Body restrictions, String field) {
    return restrictions
        .text(field, Constraints.RESTRICTION)
        .map(Restriction::valueOf)
        .orElseThrow(() ->
            Constraint.violation(
                "restrictions." + field, "found nothing", Constraints.RESTRICTION.expectation()));
  }

  private ObjectNode delete(ApiRequest request) {
    PackageKey key = request.packageKey();
    OriginControls controls = catalog.changes().deletePackage(key);
    return Json.object().set("deletedPackage", summary(key.id(), "package", controls));
  }

  private static ObjectNode summary(PackageId id, String nameField, OriginControls controls) {
    return Shapes.packageNames(id, nameField)
        .set("originConfiguration", Shapes.originConfiguration(controls));
  }
}
