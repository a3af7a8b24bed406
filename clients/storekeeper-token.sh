#!/bin/sh
# Trades the OIDC ID token of a CI job for a CodeArtifact token and configures package managers; see --help.
# Secrets live in variables of this shell, in pipes and in files of mode 0600; never in arguments or exported variables.
{ set +x; } 2>/dev/null
set -u
umask 077
unset CDPATH
export LC_ALL=C
tab=$(printf '\t') mark=$(printf '\001') newline='
'

help() {
  cat <<'END'
Usage: storekeeper-token.sh --url URL [options]

Trades the OIDC ID token of this CI job for a short-lived CodeArtifact token and configures package managers.

  --url URL                 the token endpoint; default: $STOREKEEPER_URL
  --tool NAME               what to configure: pip, npm, maven, ...; repeatable; without it only
                            CODEARTIFACT_AUTH_TOKEN is handed to the job
  --scope SCOPE             read, publish or publish:<format>/<namespace>/<name>; repeatable; default: all of the grant
  --repository REPOSITORY   ARN or endpoint URL of a repository; repeatable; default: all of the grant
  --domain NAME             the CodeArtifact domain; default: the grant's
  --grant ID                the one statement of the trust policy to use; default: the first that fits
  --duration SECONDS        life of the token, 900 to 43200; default: the policy's
  --config-dir DIR          stands in for the home folder when files are written; must be outside the workspace
  --print-env               for eval "$(storekeeper-token.sh --print-env ...)": prints a line that loads the variables,
                            or one that fails if this script fails; everything else goes to standard error
  --id-token-file FILE      takes the ID token from a file, or from standard input if FILE is -
  --id-token-variable NAME  takes the ID token from a variable; default on GitLab and Jenkins: STOREKEEPER_ID_TOKEN
  --service-connection ID   Azure DevOps: asks for the token of a service connection, not of the pipeline
  --help                    this text

Exit codes: 0 granted; 1 an answer made no sense; 2 wrong option, no curl or unknown CI; 3 the CI gives no ID token;
4 refused; 5 no answer after 5 tries or 30 s of waiting; 6 configuration could not be written.
END
}

# Text of others must neither be taken for a command by the CI that reads this log nor play with the terminal.
safe() {
  sed -e 's#\\/#/#g' -e 's/\\u0022/"/g' -e 's/\\u005[cC]/\\/g' -e 's/[[:cntrl:]]/?/g' -e 's/##\([vV[]\)/# #\1/g' \
    -e 's/^\([[:space:]]*\)::/\1: :/'
}

say() { printf '  %-9s %s\n' "$1" "$2" | safe >&3; }

fail() {
  exit_code=$1 first=$2 && shift 2
  { printf 'storekeeper: %s\n' "$first" && for line in "$@"; do printf '  %s\n' "$line"; done; } | safe >&2
  exit "$exit_code"
}

finish() {
  exit_code=$?
  [ -z "${scratch-}" ] || rm -rf "$scratch"
  [ "$print_env" = no ] || [ "$exit_code" -eq 0 ] || printf '(exit %s)\n' "$exit_code"
  exit "$exit_code"
}

options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --help | -h) help && exit 0 ;;
      --print-env) shift && continue ;;
      --url) url=${2-} ;;
      --tool) tools=$tools${tools:+,}${2-} ;;
      --scope) scopes=$scopes${scopes:+ }${2-} ;;
      --repository) repositories=$repositories${2-}$newline ;;
      --domain) domain=${2-} ;;
      --grant) grant=${2-} ;;
      --duration) duration=${2-} ;;
      --config-dir) home=${2-} ;;
      --id-token-file) source=file id_token_file=${2-} ;;
      --id-token-variable) source=variable id_token_variable=${2-} ;;
      --service-connection) service_connection=${2-} ;;
      *) fail 2 "unknown option $1; --help lists them" ;;
    esac
    case ${2-} in '' | *[[:cntrl:]]*) fail 2 "$1: expected one line of text" ;; esac
    shift 2
  done
  [ -n "$url" ] || fail 2 'where is the token endpoint? Give --url or set STOREKEEPER_URL'
  url=${url%/} && check_url --url "$url"
  case ,$tools, in *[!a-z0-9,-]* | *,dotenv,*) fail 2 "--tool: found $tools, expected names like pip or npm" ;; esac
  case $duration in *[!0-9]*) fail 2 "--duration: found $duration, expected seconds" ;; esac
  case $id_token_variable in
    [0-9]* | *[!A-Za-z0-9_]*) fail 2 "--id-token-variable: found $id_token_variable, expected a variable's name" ;;
  esac
}

check_url() {
  case $2 in
    *[\"\\@[:space:]]*) fail 2 "$1: found $2, expected a URL without credentials, quotes and spaces" ;;
    https://?* | http://127.0.0.1 | http://127.0.0.1[:/]* | http://localhost | http://localhost[:/]*) ;;
    *) fail 2 "$1: found $2, expected https://..." ;;
  esac
}

# The CI decides where a token comes from, how it is masked and handed to later steps, and where the workspace is.
find_ci() {
  if [ "${GITHUB_ACTIONS-}" = true ]; then ci=github workspace=${GITHUB_WORKSPACE-}
  elif [ -n "${GITLAB_CI-}" ]; then ci=gitlab workspace=${CI_PROJECT_DIR-}
  elif [ "${CIRCLECI-}" = true ]; then ci=circleci workspace=$(pwd -P)
  elif [ "${BUILDKITE-}" = true ]; then ci=buildkite workspace=${BUILDKITE_BUILD_CHECKOUT_PATH-}
  elif [ -n "${BITBUCKET_BUILD_NUMBER-}" ]; then ci=bitbucket workspace=${BITBUCKET_CLONE_DIR-}
  elif [ -n "${TF_BUILD-}" ]; then ci=azure workspace=${BUILD_SOURCESDIRECTORY-}
  elif [ -n "${JENKINS_URL-}" ]; then ci=jenkins workspace=${WORKSPACE-}
  else ci=other workspace=
  fi
  case $source$ci in
    other) fail 2 'no CI that this script knows; give it the ID token: --id-token-file FILE (- is standard input)' ;;
    gitlab | jenkins) source=variable ;;
    bitbucket) source=variable id_token_variable=BITBUCKET_STEP_OIDC_TOKEN ;;
    github | circleci | buildkite | azure) source=$ci ;;
  esac
  [ "$ci$print_env" != azureyes ] || fail 2 '--print-env: Azure DevOps would mask nothing; leave it out for later steps'
}

# JSON becomes lines "<path><tab><value>": names joined by dots, strings with their escapes but quotes, null left out.
flatten() {
  sed -e 's/\\\\/\\u005c/g' -e 's/\\"/\\u0022/g' -e 's/"[^"]*"/\
&\
/g' | sed -e '/^"/!s/[][{}:,]/\
&\
/g' | sed -e '/^"/!s/[[:space:]]//g' | (
    kind='' here='' name='' naming=no
    while IFS= read -r word; do
      case $word in
        '' | null) ;;
        '{') set -- "$kind" "$here" "$name" "$@" && here=$here$name${name:+.} kind=$word name='' naming=yes ;;
        '[') set -- "$kind" "$here" "$name" "$@" && here=$here$name${name:+.} kind=$word name=0 naming=no ;;
        '}' | ']') [ $# -lt 3 ] || { kind=$1 here=$2 name=$3 naming=no && shift 3; } ;;
        ,) [ "$kind" = '{' ] && naming=yes || name=$((name + 1)) ;;
        :) naming=no ;;
        *)
          case $word in \"*) word=${word#\"} && word=${word%\"} ;; esac
          [ "$naming" = yes ] && name=$word || printf '%s%s\t%s\n' "$here" "$name" "$word"
          ;;
      esac
    done
  )
}

field() { printf '%s\n' "$answer" | sed -n "s/^$1$tab//p" | sed 1q; }

# Sets text to what a JSON string means, with the token where the endpoint refers to it.
decode() {
  text=$(printf '%s\n' "$1" | sed -e 's#\\/#/#g' -e "s/\\\\t/$tab/g" -e 's/\\n/\
/g' -e 's/\\u0022/"/g' -e 's/\\u0026/\&/g' -e "s/\\\\u0027/'/g" -e 's/\\u003[cC]/</g' -e 's/\\u003[dD]/=/g' \
    -e 's/\\u003[eE]/>/g' -e "s/\\\\u005[cC]/$mark/g")
  case $text in *\\*) fail 1 "$url: an escape that this script does not know" ;; esac
  text=$(printf '%s\n' "$text" | sed "s/$mark/\\\\/g")
  while case $text in *'<access_token>'*) ;; *) false ;; esac do
    text=${text%%'<access_token>'*}$access_token${text#*'<access_token>'}
  done
}

# A line of curl's configuration language, which curl reads from standard input.
set_option() { printf '%s = "%s"\n' "$1" "$(printf '%s\n' "$2" | sed 's/[\\"]/\\&/g')"; }

# Sends what the function $2 puts into request until $1 answers; sets status and answer. $2 is called for each try, so
# that a CI that can makes a fresh ID token, by calling this function again: only the arguments are a call's own.
ask() {
  set -- "$1" "$2" 1
  while :; do
    "$2"
    curl_code=0
    body=$(printf '%s\n' "$request" | curl -q -sS --proto '=https,http' --connect-timeout 5 --max-time 20 -K - \
      -D "$scratch/head" -w '\n%{http_code}' 2>"$scratch/problem") || curl_code=$?
    status=${body##*"$newline"} body=${body%"$newline"*}
    case $curl_code/$status in
      0/429 | 0/503) problem="$1 answers $status" ;;
      0/*) break ;;
      [567]/* | 16/* | 18/* | 28/* | 35/* | 52/* | 5[56]/* | 92/*) problem="$1: $(sed 1q "$scratch/problem")" ;;
      *) fail 5 "$1: $(sed 1q "$scratch/problem")" ;;
    esac
    { [ "$3" -lt 5 ] && pause "$3"; } || fail 5 "$problem; gave up after try $3"
    set -- "$1" "$2" $(($3 + 1))
  done
  answer=$(printf '%s\n' "$body" | flatten)
}

# Waits longer each time, never shorter than the server asks for, spread by chance, at most 30 s in all.
pause() {
  base=$((1 << ($1 - 1)))
  chance=$(((1$(od -An -N2 -tu2 /dev/urandom 2>/dev/null | sed 's/[^0-9]//g') + $$) % (base + 1)))
  least=$(sed -n 's/^[Rr]etry-[Aa]fter: *\([0-9]\{1,6\}\)[^0-9]*$/\1/p' "$scratch/head" | sed -n '$p')
  : >"$scratch/head"
  [ "${least:-0}" -le $((30 - waited)) ] || { problem="$problem and asks to wait $least s" && return 1; }
  [ "${least:-0}" -le "$base" ] || base=$least
  seconds=$((base + chance))
  [ "$seconds" -le $((30 - waited)) ] || seconds=$((30 - waited))
  waited=$((waited + seconds))
  printf 'storekeeper: %s; trying again in %s s\n' "$problem" "$seconds" | safe >&2
  sleep "$seconds"
}

# Files go below the home folder or its stand-in, never into the workspace, where artifacts and caches pick them up.
prepare_home() {
  [ -n "$home" ] || fail 2 'there is no HOME; say with --config-dir where files may be written'
  { mkdir -p "$home" && home=$(cd "$home" && pwd -P) && [ -w "$home" ]; } ||
    fail 6 "cannot write in $home; give --config-dir"
  [ -z "$workspace" ] || workspace=$(cd "$workspace" 2>/dev/null && pwd -P)
  case ${workspace:-/}/ in
    //) ;;
    *) case $home/ in "$workspace"/*) fail 6 "$home is inside the workspace $workspace; give --config-dir" ;; esac ;;
  esac
}

audience_request() { request=$(set_option url "$url/audience"); }

github_request() {
  check_url ACTIONS_ID_TOKEN_REQUEST_URL "$ACTIONS_ID_TOKEN_REQUEST_URL"
  request=$(set_option url "$ACTIONS_ID_TOKEN_REQUEST_URL" && printf 'get\n' &&
    set_option data-urlencode "audience=$audience" && set_option header "Authorization: bearer $ci_token")
}

azure_request() {
  check_url SYSTEM_OIDCREQUESTURI "$SYSTEM_OIDCREQUESTURI"
  query="api-version=7.1${service_connection:+&serviceConnectionId=$service_connection}"
  request=$(set_option url "${SYSTEM_OIDCREQUESTURI%/}?$query" && set_option data '' &&
    set_option header "Authorization: Bearer $ci_token" && set_option header 'Content-Type: application/json' &&
    set_option header 'X-TFS-FedAuthRedirect: Suppress')
}

exchange_request() {
  case $source in
    github) ask "GitHub's ID token endpoint" github_request && id_token=$(ci_answer value) ;;
    azure) ask "Azure DevOps' ID token endpoint" azure_request && id_token=$(ci_answer oidcToken) ;;
    circleci) id_token=$(circleci run oidc get --claims "{\"aud\":\"$audience\"}" 2>"$scratch/problem") ;;
    buildkite)
      id_token=$(buildkite-agent oidc request-token --audience "$audience" --lifetime 300 --claim organization_id \
        --claim pipeline_id 2>"$scratch/problem")
      ;;
  esac || fail 3 "$ci gives no ID token: $(sed 1q "$scratch/problem")"
  case $id_token in '' | *[!A-Za-z0-9._-]*) fail 3 "$ci: what should be the ID token is none" ;; esac
  mask "$id_token"
  request=$(
    set_option url "$url/token" && set_option user-agent "storekeeper-token/1 ($ci)"
    set_option data 'grant_type=urn:ietf:params:oauth:grant-type:token-exchange'
    set_option data 'subject_token_type=urn:ietf:params:oauth:token-type:id_token'
    set_option data "subject_token=$id_token"
    printf '%s' "$repositories" | while IFS= read -r resource; do set_option data-urlencode "resource=$resource"; done
    [ -z "$domain" ] || set_option data-urlencode "audience=$domain"
    [ -z "$scopes" ] || set_option data-urlencode "scope=$scopes"
    [ -z "$grant" ] || set_option data-urlencode "grant=$grant"
    [ -z "$duration" ] || set_option data "duration_seconds=$duration"
    [ -z "$tools" ] || set_option data "format=$tools"
  )
}

ci_answer() {
  [ "$status" = 200 ] || printf 'HTTP %s\n' "$status" >"$scratch/problem"
  [ "$status" = 200 ] && field "$1"
}

# Takes what the CI exported for this purpose and keeps it from the commands that this script runs.
take_secrets() {
  ci_token='' id_token=''
  case $source in
    variable) eval "id_token=\${$id_token_variable-}; unset $id_token_variable" ;;
    github) ci_token=${ACTIONS_ID_TOKEN_REQUEST_TOKEN-} && unset ACTIONS_ID_TOKEN_REQUEST_TOKEN ;;
    azure) ci_token=${SYSTEM_ACCESSTOKEN-} && unset SYSTEM_ACCESSTOKEN ;;
  esac
}

# Says what the job lacks before the first ID token is asked for.
require_source() {
  case $source${id_token:+ given} in
    file)
      if [ "$id_token_file" = - ]; then id_token=$(cat); else id_token=$(cat "$id_token_file"); fi ||
        fail 3 "cannot read $id_token_file"
      ;;
    variable)
      case $ci in
        gitlab) fail 3 "no ID token: the job needs  id_tokens: { $id_token_variable: { aud: \"$audience\" } }" ;;
        bitbucket) fail 3 "no ID token: the step needs  oidc: { audiences: [\"$audience\"] }" ;;
        *) fail 3 "no ID token: the variable $id_token_variable is empty; the token's audience must be $audience" ;;
      esac
      ;;
    github)
      [ -z "$ci_token" ] || [ -z "${ACTIONS_ID_TOKEN_REQUEST_URL-}" ] || return 0
      fail 3 'no ID token: the job needs  permissions: { id-token: write, contents: read }' \
        'A pull request from a fork never gets one.'
      ;;
    azure)
      [ -z "$ci_token" ] || [ -z "${SYSTEM_OIDCREQUESTURI-}" ] || return 0
      fail 3 "no ID token: the step needs  env: { SYSTEM_ACCESSTOKEN: \$(System.AccessToken) }"
      ;;
    circleci) command -v circleci >/dev/null || fail 3 'no ID token: the command circleci is missing' ;;
    buildkite) command -v buildkite-agent >/dev/null || fail 3 'no ID token: the command buildkite-agent is missing' ;;
  esac
}

mask() {
  case $ci in
    github) printf '::add-mask::%s\n' "$1" >&3 ;;
    azure) printf '##vso[task.setsecret]%s\n' "$1" >&3 ;;
    buildkite)
      printf '%s\n' "$1" | buildkite-agent redactor add >/dev/null 2>&1 || say note 'this agent cannot redact secrets'
      ;;
  esac
}

refused() {
  [ "$status" -lt 500 ] || fail 1 "$url answers $status: $(field error_description)" "request $(field request_id)"
  {
    printf 'storekeeper: refused: %s (%s)\n' "$(field error_description)" "$(field code)"
    printf '  request   %s\n' "$(field request_id)"
    case $(field code) in
      token_rejected) printf '  check     issuer in the policy, audience of the token (%s), clock\n' "$audience" ;;
      token_already_used) printf '  check     replay.max_uses in the policy if the CI makes one token for a job\n' ;;
    esac
    [ -z "$(field 'explain\.summary')" ] || printf '  why       %s\n' "$(field 'explain\.summary')"
    [ -z "$(field 'explain\.statement')" ] || printf '  nearest   %s\n' "$(field 'explain\.statement')"
    index=0
    while what=$(field "explain\.failures\.$index\.what") && [ -n "$what" ]; do
      found=$(field "explain\.failures\.$index\.found") expected=$(field "explain\.failures\.$index\.expected")
      printf '  no match  %s: found %s%s\n' "$what" "${found:-nothing}" "${expected:+, expected $expected}"
      index=$((index + 1))
    done
    claims=$(printf '%s\n' "$answer" | sed -n 's/^explain\.claims\.//p')
    [ -z "$claims" ] || printf '  claims of this job\n'
    [ -z "$claims" ] || printf '%s\n' "$claims" | while IFS=$tab read -r name value; do
      printf '    %-26s %s\n' "$name" "$value"
    done
  } | safe >&2
  exit 4
}

# Replaces a file at once.
put() {
  { [ ! -d "$1" ] && mkdir -p "${1%/*}" && temporary=$(mktemp "${1%/*}/.storekeeper.XXXXXX"); } ||
    fail 6 "cannot write $1"
  { printf '%s\n' "$2" >"$temporary" && chmod 600 "$temporary" && mv -f "$temporary" "$1"; } || fail 6 "cannot write $1"
}

# Keeps what stood where a file is written for the first time.
keep() {
  [ -f "$1" ] && [ "$(cat "$1")" != "$text" ] && [ ! -e "$1.before-storekeeper" ] || return 0
  { cp "$1" "$1.before-storekeeper" && chmod 600 "$1.before-storekeeper"; } || fail 6 "cannot keep $1"
  say kept "$1.before-storekeeper"
}

write_files() {
  files=$newline
  for tool in $(printf '%s\n' "$answer" | sed -n "s/^config\.\([a-z0-9-]*\)\.content$tab.*/\1/p"); do
    path=$(field "config\.$tool\.path")
    case $path in
      *[!A-Za-z0-9._/~-]* | *..*) fail 1 "$url: a file for $tool at $path" ;;
      \~/?*) path=$home/${path#\~/} ;;
      *) fail 1 "$url: a file for $tool at $path, not below the home folder" ;;
    esac
    decode "$(field "config\.$tool\.content")"
    case $files in
      *"$newline$path$newline"*) [ "$(cat "$path")" = "$text" ] || fail 6 "$tool and another tool want to write $path" \
        'Run this script for each of them, with --config-dir.' ;;
    esac
    keep "$path"
    put "$path" "$text"
    files=$files$path$newline
    say wrote "$path ($tool)"
  done
}

# Lines "<name><tab><value>", of the token alone if no tool was named.
variables() {
  seen=' '
  [ -n "$tools" ] || printf 'CODEARTIFACT_AUTH_TOKEN\t%s\n' "$access_token"
  printf '%s\n' "$answer" | sed -n 's/^config\.[a-z0-9-]*\.env\.//p' | while IFS=$tab read -r name value; do
    decode "$value"
    case $name$text in *[[:cntrl:]]*) fail 1 "$url: the variable $name has several lines" ;; esac
    case $name in '' | [0-9]* | *[!A-Za-z0-9_]*) fail 1 "$url: the variable $name" ;; esac
    case $seen in *" $name "*) ;; *) printf '%s\t%s\n' "$name" "$text" && seen="$seen$name " ;; esac
  done
}

# The variables, each formatted by the function $1.
each_variable() {
  [ -z "$exported" ] || printf '%s\n' "$exported" | while IFS=$tab read -r name value; do "$1" "$name" "$value"; done
}
github_line() { printf '%s=%s\n' "$1" "$2"; }
shell_line() { printf "export %s='%s'\n" "$1" "$(printf '%s\n' "$2" | sed "s/'/'\\\\''/g")"; }

# A shell that traces its commands, as those of Jenkins do, must not trace these.
env_file() {
  cat <<'END'
case $- in *x*) { set +x; } 2>/dev/null && storekeeper_trace=yes ;; esac
END
  each_variable shell_line
  cat <<'END'
[ -z "${storekeeper_trace-}" ] || { unset storekeeper_trace && set -x; }
END
}

azure_line() {
  case $2 in *"$access_token"*) secret=';issecret=true' ;; *) secret='' ;; esac
  printf '##vso[task.setvariable variable=%s%s]%s\n' "$1" "$secret" "$2"
}

append() {
  chmod 600 "$1" 2>/dev/null || : # a runner of another user keeps its own mode
  each_variable "$2" >>"$1" || fail 6 "cannot write $1"
}

hand_over() {
  exported=$(variables) || exit
  case $ci$print_env in
    githubno) append "$GITHUB_ENV" github_line ;;
    circlecino) append "$BASH_ENV" shell_line ;;
    azureno) each_variable azure_line >&3 ;;
    *)
      put "$home/.storekeeper/env.sh" "$(env_file)"
      load=". '$(printf '%s\n' "$home/.storekeeper/env.sh" | sed "s/'/'\\\\''/g")'"
      ;;
  esac
  for name in $(printf '%s\n' "$exported" | sed "s/$tab.*//"); do say variable "$name"; done
  [ -z "${load-}" ] || say load "$load"
  [ "$print_env" = no ] || printf '%s\n' "$load"
}

print_env=no
for argument in "$@"; do [ "$argument" != --print-env ] || print_env=yes; done
exec 3>&1
[ "$print_env" = no ] || exec 3>&2
trap finish EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
case $(command -v printf) in */*) fail 2 'this shell has no printf of its own; secrets would become arguments' ;; esac
for needed in curl sed; do command -v "$needed" >/dev/null || fail 2 "$needed is missing; install it"; done
url=${STOREKEEPER_URL-} home=${HOME-} tools='' scopes='' repositories='' domain='' grant='' duration=''
source='' id_token_file='' id_token_variable=STOREKEEPER_ID_TOKEN service_connection='' waited=0
options "$@"
find_ci
take_secrets
prepare_home
scratch=$(mktemp -d) || fail 6 'cannot make a temporary folder'
ask "$url/audience" audience_request
audience=$(field audience)
case $status$audience in
  200?*[!A-Za-z0-9._~:/?#@+,=%-]* | 200 | [!2]*) fail 1 "$url/audience answers $status without an audience" ;;
esac
require_source
ask "$url/token" exchange_request
[ "$status" = 200 ] || refused
access_token=$(field access_token)
case $access_token in '' | *[!A-Za-z0-9._~+/=-]*) fail 1 "$url/token answers without a token" ;; esac
mask "$access_token"
printf 'storekeeper: token granted\n' >&3
say grant "$(field grant)"
say for "$(field scope) in domain $(field domain)"
say expires "$(field expires_at)"
write_files
hand_over
[ "$ci" != github ] || [ -z "${GITHUB_OUTPUT-}" ] ||
  printf 'grant=%s\nexpires-at=%s\n' "$(field grant)" "$(field expires_at)" >>"$GITHUB_OUTPUT"
