#!/bin/sh
# What Maven does with npm: `install`, `pages` or `test`. Each step runs only when something it reads has changed,
# so that building the Java side again costs a second. Stamps are in target/; `mvn clean` makes everything run again.
set -eu
cd "$(dirname "$0")"

if ! command -v npm >/dev/null 2>&1; then
  echo "npm was not found. Install Node.js 20.19 or newer with npm (Debian: apt-get install nodejs npm), or build without the web editor: -Dweb.skip=true" >&2
  exit 1
fi

# Whether any of the files and folders is newer than the stamp; a folder is when a file in it was deleted.
changed_since() {
  stamp=$1
  shift
  [ ! -e "$stamp" ] || [ -n "$(find "$@" -newer "$stamp" -print -quit)" ]
}

pages="../runtime/server/openapi.yml types.js package-lock.json package.json index.html vite.config.ts tsconfig.json .size-limit.js public src fake"
mkdir -p target

case $1 in
  install)
    # npm itself keeps node_modules/.package-lock.json; one older than ours means another set of packages.
    if changed_since node_modules/.package-lock.json package-lock.json package.json .npmrc; then
      npm ci --prefer-offline --no-progress
      touch node_modules/.package-lock.json
    fi
    ;;
  pages)
    # shellcheck disable=SC2086 -- a list of names without spaces
    if [ ! -e dist/index.html ] || changed_since target/pages.stamp $pages; then
      npm run build
      # File names carry a hash of their content: the ones of the last build would stay in the jar.
      rm -rf target/classes/META-INF/resources/editor
      touch target/pages.stamp
    fi
    ;;
  test)
    if [ "${2:-}" = true ]; then
      echo "Web editor tests are skipped (-DskipTests)."
    # shellcheck disable=SC2086 -- a list of names without spaces
    elif changed_since target/tests.stamp $pages eslint.config.js e2e; then
      npm test
      touch target/tests.stamp
    fi
    ;;
esac
