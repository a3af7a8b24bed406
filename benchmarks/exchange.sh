#!/usr/bin/env bash
# Times what it takes until pip is configured with a token for CodeArtifact, on the sandbox: one curl to the token endpoint, next to
# the aws cli with the same ID token. Prints lines of the table of benchmarks/run. BENCH_RUNS (15) is how often each is timed.
# Loopback only, a HOME and a state of its own; ends only what it started.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077
export LC_ALL=C
runs=${BENCH_RUNS:-15}
account=111122223333 region=eu-west-1 domain=acme repository=team

for tool in aws pip curl python3; do
  command -v "$tool" >/dev/null || { echo "No $tool on the PATH; run this with: make bench" >&2; exit 2; }
done
[ -f sandbox/tour/target/tour.jar ] || { echo "The sandbox is not built; run this with: make bench" >&2; exit 2; }

work=$(mktemp -d)
sandbox=
end() {
  local code=$?
  [ "$code" -eq 0 ] || [ ! -f "$work/sandbox.log" ] || tail -n 20 "$work/sandbox.log" >&2
  [ -z "$sandbox" ] || { kill "$sandbox" 2>/dev/null && wait "$sandbox"; } || true
  rm -rf "$work"
}
trap end EXIT

read -r port api_port < <(python3 - <<'PYTHON'
import socket
sockets = [socket.socket() for _ in range(2)]
for one in sockets:
    one.bind(("127.0.0.1", 0))
print(*[one.getsockname()[1] for one in sockets])
PYTHON
)
endpoint=http://127.0.0.1:$port api=http://127.0.0.1:$api_port
provider=127.0.0.1:$port/_sandbox/identity/github
role=arn:aws:iam::$account:role/benchmark

# The same template and artifacts, with a role for the aws cli beside them and a policy that takes the sandbox's own CI. The role may
# do what the aws cli needs and no more, as the token endpoint's session policies do.
prepare() {
  local part
  mkdir -p "$work/root/policies" "$work/home" "$work/state"
  for part in scripts functions sandbox; do ln -s "$PWD/$part" "$work/root/$part"; done
  cp -R policies/. "$work/root/policies/"
  cat >"$work/root/policies/trust.yaml" <<YAML
version: 1
audience: storekeeper
issuers:
  - id: github
    preset: github-actions
    issuer: http://$provider
    require: { repository_owner_id: ["65"] }
statements:
  - id: main-may-read
    issuer: github
    when: { repository_id: ["74"], ref: [refs/heads/main] }
    grant: { domain: $domain, repositories: [$repository], scopes: [read] }
YAML
  cat >"$work/role" <<YAML
  BenchmarkRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: benchmark
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: { Federated: "arn:aws:iam::$account:oidc-provider/$provider" }
            Action: sts:AssumeRoleWithWebIdentity
            Condition: { StringEquals: { "$provider:aud": sts.amazonaws.com } }
      Policies:
        - PolicyName: read
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: codeartifact:GetAuthorizationToken
                Resource: arn:aws:codeartifact:$region:$account:domain/$domain
              - Effect: Allow
                Action: [codeartifact:GetRepositoryEndpoint, codeartifact:ReadFromRepository]
                Resource: arn:aws:codeartifact:$region:$account:repository/$domain/$repository
              - Effect: Allow
                Action: sts:GetServiceBearerToken
                Resource: "*"
                Condition: { StringEquals: { "sts:AWSServiceName": codeartifact.amazonaws.com } }

YAML
  sed -e "/^Resources:/r $work/role" -e '/^  LoopbackIssuers:/,/Default:/s/"false"/"true"/' template.yaml >"$work/root/template.yaml"
}

start() {
  local patience=120
  env STOREKEEPER_PORT="$port" STOREKEEPER_API_PORT="$api_port" STOREKEEPER_STATE="$work/state" \
    "$work/root/scripts/sandbox" --no-tour >"$work/sandbox.log" 2>&1 &
  sandbox=$!
  until curl -fs "$endpoint/_sandbox/health" 2>/dev/null | grep -q '"status" *: *"ok"'; do
    if ! kill -0 "$sandbox" 2>/dev/null || [ $((patience -= 1)) -le 0 ]; then
      echo "The sandbox did not start:" >&2
      exit 1
    fi
    sleep 1
  done
}

# A fresh ID token of the sandbox's own CI for an audience, in a file, as a job has it.
id_token() {
  curl -fsS -H 'Content-Type: application/json' --data "{\"audience\":\"$1\",\"claims\":{\"repository_id\":\"74\",\"repository_owner_id\":\"65\",\"ref\":\"refs/heads/main\"}}" \
    "http://$provider/token" | sed -n 's/.*"value" *: *"\([^"]*\)".*/\1/p' | tr -d '\n' >"$work/id-token"
}

with_curl() {
  sed 's/.*/header = "Authorization: Bearer &"/' "$work/id-token" |
    curl -fsS -K - -H 'Accept: text/plain' -H 'Content-Type: application/json' --data '{"format":"pip"}' \
      -o "$work/home/.config/pip/pip.conf" "$api/token"
}

aws_cli() {
  env -i PATH="$PATH" HOME="$work/home" AWS_ENDPOINT_URL="$endpoint" AWS_DEFAULT_REGION=$region AWS_EC2_METADATA_DISABLED=true "$@"
}

with_two_aws_commands() {
  local id secret session
  read -r id secret session < <(aws_cli aws sts assume-role-with-web-identity --role-arn "$role" --role-session-name benchmark \
    --web-identity-token "file://$work/id-token" --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)
  aws_cli AWS_ACCESS_KEY_ID="$id" AWS_SECRET_ACCESS_KEY="$secret" AWS_SESSION_TOKEN="$session" \
    aws codeartifact login --tool pip --domain $domain --domain-owner $account --repository $repository >/dev/null
}

with_one_aws_command() {
  aws_cli AWS_ROLE_ARN="$role" AWS_ROLE_SESSION_NAME=benchmark AWS_WEB_IDENTITY_TOKEN_FILE="$work/id-token" \
    aws codeartifact login --tool pip --domain $domain --domain-owner $account --repository $repository >/dev/null
}

# Times one way in milliseconds and checks that pip is then configured with a token that the repository takes.
timed() {
  local audience=$1 way=$2 from to index status
  id_token "$audience"
  rm -rf "${work:?}/home" && mkdir -p "$work/home/.config/pip"
  from=$EPOCHREALTIME
  "$way"
  to=$EPOCHREALTIME
  index=$(sed -n 's/^index-url = //p' "$work/home/.config/pip/pip.conf")
  status=$(printf 'url = "%s"\n' "${index}absent/" | curl -s -K - -o /dev/null -w '%{http_code}')
  if [ "$status" != 404 ]; then
    echo "$way: the repository answers $status to pip's index; expected 404 for a package that is not there" >&2
    exit 1
  fi
  printf '%s\n' "$from $to" | awk '{ printf "%.1f\n", ($2 - $1) * 1000 }' >>"$work/$way"
}

row() {
  sort -n "$work/$2" | awk -v title="$1" -v base="$(median with_curl)" '
    { value[NR] = $1 }
    END {
      middle = NR % 2 ? value[(NR + 1) / 2] : (value[NR / 2] + value[NR / 2 + 1]) / 2
      printf "  %-56s %9.1f %9.1f %9.1f %8.2f\n", title, middle, value[1], value[NR], middle / base
    }'
}

median() {
  sort -n "$work/$1" | awk '{ value[NR] = $1 } END { print NR % 2 ? value[(NR + 1) / 2] : (value[NR / 2] + value[NR / 2 + 1]) / 2 }'
}

# The program curl and every shared library that it loads, libc included.
curl_bytes() {
  local program
  program=$(command -v curl)
  { echo "$program"; ldd "$program" | sed -n 's/^[^/]*\(\/[^ ]*\) (0x.*/\1/p'; } | sort -u | xargs -n 1 readlink -f | sort -u |
    xargs stat -c %s | awk '{ sum += $1 } END { print sum }'
}

# awscli and the distributions that it requires, each file of their RECORDs; Python itself and pip are not counted.
aws_bytes() {
  "$(dirname "$(readlink -f "$(command -v aws)")")/python3" - <<'PYTHON'
import importlib.metadata as metadata, re
seen, todo, total = set(), ["awscli"], 0
while todo:
    name = re.sub(r"[-_.]+", "-", todo.pop()).lower()
    if name in seen:
        continue
    seen.add(name)
    distribution = metadata.distribution(name)
    total += sum(path.stat().st_size for path in map(distribution.locate_file, distribution.files) if path.is_file())
    todo += [re.match(r"[A-Za-z0-9._-]+", line).group() for line in distribution.requires or [] if "extra ==" not in line]
print(total)
PYTHON
}

prepare
start
for way in with_curl with_two_aws_commands with_one_aws_command; do
  timed "$([ $way = with_curl ] && echo storekeeper || echo sts.amazonaws.com)" $way
  mv "$work/$way" "$work/first-$way"
done
for _ in $(seq "$runs"); do
  timed storekeeper with_curl
  timed sts.amazonaws.com with_one_aws_command
  timed sts.amazonaws.com with_two_aws_commands
done

printf '%-58s %9s %9s %9s %8s\n' "Until pip is configured (ms of wall time, $runs times each)" median min max "x curl"
row "curl to the token endpoint" with_curl
row "aws codeartifact login with a web identity" with_one_aws_command
row "aws sts assume-role-with-web-identity, then login" with_two_aws_commands
row "curl, the very first time: the function starts" first-with_curl
curl=$(curl_bytes)
aws=$(aws_bytes)
printf '%-58s %9s %9s %9s %8s\n' "Installed for it (MB)" "" "" "" "x curl"
awk -v curl="$curl" -v aws="$aws" 'BEGIN {
  printf "  %-56s %9.1f %9s %9s %8.2f\n", "curl and the shared libraries that it loads", curl / 1e6, "", "", 1
  printf "  %-56s %9.1f %9s %9s %8.2f\n", "awscli and the Python packages that it requires", aws / 1e6, "", "", aws / curl
}'
