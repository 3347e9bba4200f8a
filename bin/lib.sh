# What the scripts in this folder share. Sourced, never run.

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd -P)
target=$root/target

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# Sets JAVA_HOME to a JDK 25: the one it names, else one of the usual places, else the one on the PATH.
find_java() {
  local candidate on_path
  on_path=$(command -v javac || true)
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* "${on_path:+$(dirname -- "$(dirname -- "$(readlink -f -- "$on_path")")")}"; do
    if [ -n "$candidate" ] && [ -x "$candidate/bin/javac" ] && grep -qs '^JAVA_VERSION="25[."]' "$candidate/release"; then
      export JAVA_HOME=$candidate
      return
    fi
  done
  say "LeadHub needs a JDK 25, and there is none in JAVA_HOME, /usr/lib/jvm or on the PATH. Install one:"
  say "  sudo apt-get install openjdk-25-jdk-headless     (Debian 14, Ubuntu 25.10 and newer)"
  say "Where that package isn't known, unpack Eclipse Temurin 25 into /usr/lib/jvm, or into any folder that JAVA_HOME names."
  exit 1
}

find_maven() {
  command -v mvn >/dev/null && return
  say "LeadHub is built by Maven, and there is no mvn on the PATH. Install it:"
  say "  sudo apt-get install maven"
  exit 1
}

# Runs Maven where it belongs, whatever the caller's folder is; what doesn't match its checksum is refused.
maven() { (cd "$root" && mvn -B -C "$@"); }

# Turns what Maven says into a few lines that a person can follow.
progress() {
  awk '
    / Downloading from/ && ++files == 1 { print "  Fetching libraries; the first time this takes some minutes …" }
    / Downloading from/ && files % 250 == 0 { print "  … " files " files so far" }
    /:resources \(default-resources\)/ { print "  Copying resources …" }
    /:compile \(default-compile\)/ { print "  Compiling …" }
    /:repackage \(/ { print "  Packing …" }
    { fflush() }
  ' >&2
}

# Whether something that goes into the program is newer than a file, or the file is not there.
sources_newer_than() {
  [ ! -e "$1" ] || [ -n "$(find "$root/src/main" "$root/docs/openapi" "$root/pom.xml" -newer "$1" -print -quit 2>/dev/null)" ]
}

run_maven_with_progress() {
  local log=$target/build.log
  if ! maven "$@" 2>&1 | tee "$log" | progress; then
    grep '^\[ERROR\]' "$log" | head -n 25 >&2 || tail -n 25 "$log" >&2
    fail "The build failed; all of what Maven said is in $log."
  fi
}

# What every start of Java has in common.
jvm_flags() {
  # Memory that is given back: a small heap to begin with that shrinks again, each text once, and few arenas of the C library.
  export MALLOC_ARENA_MAX=2
  # Whatever the terminal's locale is: names come in all scripts.
  export LC_ALL=C.UTF-8
  flags=(-Xms96m -Xmx256m -Xmn48m -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true)
  flags+=(-XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -XX:+UseStringDeduplication -XX:+ExitOnOutOfMemoryError)
  # The output is for what commands print. Of the AOT cache Java warns now and then that it leaves a stub of it unused: nobody can do anything about it.
  flags+=(-Xlog:disable -Xlog:all=warning:stderr '-Xlog:aot*=error:stderr')
  case " ${LEADHUB_JAVA_OPTS:-} " in
    *GC\ *) ;;
    *) flags+=(-XX:+UseSerialGC) ;;
  esac
}
