package dev.storekeeper.trust;

import dev.storekeeper.trust.Explanation.Failure;
import java.util.List;
import java.util.Optional;

/** A decision together with all that is known of its cause, whoever may know it. */
record Verdict(Decision decision, Optional<String> statement, List<Failure> failures) {}
