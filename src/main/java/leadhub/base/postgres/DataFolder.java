package leadhub.base.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import leadhub.base.SecretKey;
import leadhub.base.settings.SetupProblem;

/**
 * The folder that holds everything the embedded PostgreSQL keeps, and what is where in it.
 *
 * @param root real and absolute
 */
record DataFolder(Path root) {
    static final String VERSION = "18.6.0";
    private static final String MAJOR = "18";

    static DataFolder at(Path path) {
        try {
            if (!Files.exists(path)) {
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.createDirectory(path, Privacy.folder());
            }
            var folder = new DataFolder(path.toRealPath());
            folder.requireUsable();
            Privacy.tightenFolder(folder.root());
            return folder;
        } catch (IOException e) {
            throw new SetupProblem(
                    "The data folder " + path + " can't be made (" + e.getMessage()
                            + "): make it yourself, or name another with --data.",
                    e);
        }
    }

    Path binaries() {
        return root.resolve("postgres-" + VERSION);
    }

    Path cluster() {
        return root.resolve("postgresql");
    }

    Path pidFile() {
        return cluster().resolve("postmaster.pid");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    Path lock() {
        return root.resolve("leadhub.lock");
    }

    Path passwordFile() {
        return root.resolve("postgres.password");
    }

    Path secretKeyFile() {
        return root.resolve("secret.key");
    }

    /** What we make beside PostgreSQL's own folder, and its user must be able to use when it runs LeadHub itself. */
    List<Path> files() {
        return Stream.of(lock(), log(), passwordFile(), secretKeyFile())
                .filter(Files::exists)
                .toList();
    }

    /** The superuser's password, made at the first call; whoever may read the folder may connect. */
    String password() {
        var file = passwordFile();
        try {
            if (!Files.exists(file)) {
                if (Files.exists(cluster())) {
                    throw new SetupProblem(file + " is missing: put it back from a copy of the data folder.");
                }
                Privacy.write(file, randomHex() + "\n");
            }
            Privacy.tightenFile(file);
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new SetupProblem(file + " can't be read (" + e.getMessage() + "): run this as its owner.", e);
        }
    }

    /** What secrets in the database are sealed with, made at the first call. */
    SecretKey secretKey() {
        var file = secretKeyFile();
        try {
            if (!Files.exists(file)) {
                Privacy.write(file, randomHex() + "\n");
            }
            Privacy.tightenFile(file);
            return SecretKey.of(Files.readString(file).strip());
        } catch (IOException e) {
            throw new SetupProblem(file + " can't be read (" + e.getMessage() + "): run this as its owner.", e);
        } catch (IllegalArgumentException e) {
            throw new SetupProblem(file + " holds no key: put it back from a copy of the data folder.", e);
        }
    }

    private static String randomHex() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void requireUsable() throws IOException {
        if (!Files.isDirectory(root) || !Files.isWritable(root)) {
            var owner = Files.getOwner(root).getName();
            throw new SetupProblem("The data folder " + root + " can't be written: run LeadHub as " + owner
                    + ", give the folder to your user, or name another with --data.");
        }
        var version = cluster().resolve("PG_VERSION");
        if (!Files.isReadable(version)) {
            return;
        }
        var major = Files.readString(version).strip();
        if (!major.equals(MAJOR)) {
            throw new SetupProblem("The data in " + root + " was made by PostgreSQL " + major
                    + " and this LeadHub brings PostgreSQL " + MAJOR + ": start the LeadHub that made it, "
                    + "or name another folder with --data.");
        }
    }

    static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (var files = Files.walk(tree)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
