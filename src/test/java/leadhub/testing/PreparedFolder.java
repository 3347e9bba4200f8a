package leadhub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import leadhub.base.postgres.Database;
import leadhub.base.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * A data folder with PostgreSQL unpacked and empty tables, made once for all tests and copied for those whose subject is not
 * how it is made. A server that starts on a copy finds no workspace there, so its start is a first one.
 */
public final class PreparedFolder {
    /** What a server makes for itself, or must not find. */
    private static final Set<String> NOT_COPIED = Set.of("leadhub.lock", "postgres.log", "secret.key");

    private static @Nullable Path template;

    private PreparedFolder() {}

    /** Fills a data folder that is empty or not there, and returns it. */
    public static Path fill(Path data) {
        var from = template();
        try {
            Files.createDirectories(data);
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    var copy = data.resolve(from.relativize(folder));
                    if (!folder.equals(from)) {
                        Files.copy(folder, copy, StandardCopyOption.COPY_ATTRIBUTES);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (!NOT_COPIED.contains(file.getFileName().toString())) {
                        copy(file, data.resolve(from.relativize(file)), from.relativize(file));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PostgreSQL's programs never change, so one file has many names; its data is copied. */
    private static void copy(Path file, Path copy, Path inside) throws IOException {
        if (inside.startsWith("postgresql") || inside.getNameCount() == 1 || Files.isSymbolicLink(file)) {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        } else {
            Files.createLink(copy, file);
        }
    }

    private static synchronized Path template() {
        if (template == null) {
            try {
                var folder = Files.createTempDirectory("leadhub-prepared");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                try (var database = Database.open(
                        Settings.of(Map.of("--data", folder.toString()), Map.of()), Database.Mode.SERVER)) {
                    database.migrate();
                }
                template = folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return template;
    }

    static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
