package dev.storekeeper.trust;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.identity.SampleTokens;
import dev.storekeeper.identity.TokenRejectedException;
import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.policy.lint.LintReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Policies, tokens and requests for tests. */
final class Policies {
  static final ObjectMapper JSON = new ObjectMapper();

  private Policies() {}

  static TrustPolicy read(String text) {
    return TrustLint.read(PolicyFile.of("trust.yaml", text), SamplePresets::find);
  }

  static LintReport<TrustPolicy> check(String text) {
    return TrustLint.check(PolicyFile.of("trust.yaml", text), SamplePresets::find);
  }

  /** A token of an issuer of a policy, with claims in JSON with single quotes. */
  static VerifiedToken token(TrustPolicy policy, String issuer, String claims) {
    try {
      return SampleTokens.of(policy.issuer(issuer).orElseThrow(), json(claims));
    } catch (TokenRejectedException e) {
      throw new AssertionError(e);
    }
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** A request for scopes. */
  static AccessRequest scopes(String... scopes) {
    return new AccessRequest(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Stream.of(scopes).map(Scope::new).toList(),
        Optional.empty());
  }

  /** A request for what one statement grants. */
  static AccessRequest statement(String id) {
    return new AccessRequest(
        Optional.of(id),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }
}
