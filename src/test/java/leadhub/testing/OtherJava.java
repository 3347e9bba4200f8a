package leadhub.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * How tests start the program in a process of its own. Half of what a start costs is Java's loading of classes: as in
 * {@code bin/leadhub}, a cache of them is made in a rehearsal, once for a run that starts many, and kept until a class changes.
 */
public final class OtherJava {
    /** As many starts without it cost what the rehearsal does. */
    private static final int STARTS_BEFORE_REHEARSAL = 4;

    private static final int LONGEST_SECONDS = 300;
    private static final Path CACHES = Path.of("target", "java-caches").toAbsolutePath();
    private static final AtomicInteger STARTS = new AtomicInteger();

    private OtherJava() {}

    /** The beginning of a command: the main class and its arguments follow. */
    public static List<String> command(String... options) {
        var cache = cache();
        var command = plain(cache == null ? classPath() : classPath(cache, true));
        if (cache != null) {
            command.add("-XX:AOTCache=" + cache.resolve("leadhub.aot"));
        }
        command.addAll(List.of(options));
        return command;
    }

    private static ArrayList<String> plain(String classPath) {
        return new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                // As in bin/lib.sh: the output is for what commands print.
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "-Xlog:aot*=error:stderr",
                "-cp",
                classPath));
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** A cache knows archives only, so that the program is one too; what tests add stands last. */
    private static String classPath(Path cache, boolean withTests) {
        var archives = new ArrayList<String>();
        var folders = new ArrayList<String>();
        for (var entry : classPath().split(File.pathSeparator)) {
            if (!entry.equals(String.valueOf(classes()))) {
                (entry.endsWith(".jar") ? archives : folders).add(entry);
            }
        }
        archives.add(cache.resolve("leadhub.jar").toString());
        if (withTests) {
            archives.addAll(folders);
        }
        return String.join(File.pathSeparator, archives);
    }

    /** The folder of the program's own classes; null where it is packed. */
    private static @Nullable Path classes() {
        return Arrays.stream(classPath().split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> Files.exists(entry.resolve("leadhub").resolve("LeadHub.class")))
                .findFirst()
                .orElse(null);
    }

    /** The folder with the cache; null while there is none. */
    private static synchronized @Nullable Path cache() {
        var classes = classes();
        if (classes == null) {
            return null;
        }
        try {
            var folder = CACHES.resolve(name(classes));
            if (!Files.exists(folder) && STARTS.incrementAndGet() > STARTS_BEFORE_REHEARSAL) {
                rehearse(classes, folder);
            }
            return Files.exists(folder.resolve("leadhub.aot")) ? folder : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another one for each Java, class path and build. */
    private static String name(Path classes) throws IOException {
        try (var files = Files.walk(classes)) {
            var built = files.mapToLong(file -> file.toFile().lastModified()).max();
            return Integer.toHexString((Runtime.version() + classPath()).hashCode()) + "-" + built.orElse(0);
        }
    }

    /** Where it fails, starts take longer; of two runs at once one rehearses. */
    private static void rehearse(Path classes, Path folder) throws IOException {
        Files.createDirectories(CACHES);
        try (var channel =
                        FileChannel.open(CACHES.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            if (lock == null || Files.exists(folder)) {
                return;
            }
            forgetOthers();
            Files.createDirectory(folder);
            pack(classes, folder.resolve("leadhub.jar"));
            var written = folder.resolve("new.aot");
            var data = PreparedFolder.fill(folder.resolve("data"));
            var command = plain(classPath(folder, false));
            command.addAll(List.of(
                    "-XX:AOTCacheOutput=" + written, "leadhub.LeadHub", "rehearse", "--folder", data.toString()));
            if (ends(command, folder.resolve("rehearsal.log")) && Files.exists(written)) {
                Files.move(written, folder.resolve("leadhub.aot"));
            }
            PreparedFolder.delete(data);
        }
    }

    /** Those of earlier builds are large. */
    private static void forgetOthers() throws IOException {
        try (var folders = Files.list(CACHES)) {
            folders.filter(Files::isDirectory).forEach(PreparedFolder::delete);
        }
    }

    private static void pack(Path classes, Path archive) throws IOException {
        try (var packed = new JarOutputStream(Files.newOutputStream(archive));
                var files = Files.walk(classes)) {
            packed.setLevel(Deflater.NO_COMPRESSION);
            for (var file : files.filter(file -> !file.equals(classes)).sorted().toList()) {
                var name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                // Whoever looks for all files of a folder finds none without its entry.
                packed.putNextEntry(new JarEntry(Files.isDirectory(file) ? name + "/" : name));
                if (!Files.isDirectory(file)) {
                    Files.copy(file, packed);
                }
                packed.closeEntry();
            }
        }
    }

    private static boolean ends(List<String> command, Path log) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
