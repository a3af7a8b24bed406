package dev.storekeeper.sandbox.tour;

import dev.storekeeper.sandbox.runtime.Sandbox;
import java.nio.file.Path;
import java.util.List;

/**
 * Lines to copy and paste. They work in a HOME of their own, because the clients' login commands
 * overwrite the user's configuration.
 *
 * @param sandbox the running sandbox
 * @param state its state folder
 */
record Suggestions(Sandbox sandbox, Path state) {
  List<String> lines() {
    String at = "--domain " + TourOptions.DOMAIN + " --repository " + TourOptions.REPOSITORY;
    String region = sandbox.account().region();
    String api = sandbox.apiEndpoint().orElseThrow().toString();
    return List.of(
        "make tools && export PATH=" + Path.of(".tools/python/bin").toAbsolutePath() + ":$PATH",
        "export HOME=" + state.resolve("home") + " && mkdir -p $HOME",
        "export AWS_ENDPOINT_URL=" + sandbox.endpoint(),
        "export AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox",
        "export AWS_REGION=" + region + " AWS_DEFAULT_REGION=" + region,
        "",
        "aws codeartifact list-packages " + at,
        "aws codeartifact login --tool twine " + at,
        "twine upload -r codeartifact dist/*",
        "aws codeartifact login --tool pip " + at,
        "pip install --target site storekeeper-hello",
        "",
        "export STOREKEEPER_CLEANUP_FUNCTION=" + sandbox.stack().output("CleanupFunction"),
        "scripts/storekeeper cleanup plan " + TourOptions.DOMAIN,
        "AWS_ACCESS_KEY_ID=user_alice scripts/storekeeper cleanup show",
        "",
        "AUDIENCE=$(curl -s " + api + "/audience | cut -d '\"' -f 4)",
        "curl -s "
            + sandbox.endpoint()
            + TourOptions.IDENTITY_PROVIDER
            + "/token -d \"{\\\"audience\\\":\\\"$AUDIENCE\\\"}\" | cut -d '\"' -f 4 >"
            + " $HOME/id-token",
        "clients/storekeeper-token.sh --url " + api + " --id-token-file $HOME/id-token --tool pip",
        ". $HOME/.storekeeper/env.sh && pip install --target site storekeeper-hello",
        "",
        "aws dynamodb scan --table-name "
            + sandbox.stack().output("LedgerTable")
            + " --max-items 1",
        "curl " + sandbox.endpoint() + "/_sandbox/deliveries");
  }
}
