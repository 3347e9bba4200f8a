package leadhub.base.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import leadhub.base.settings.SetupProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps files and folders to their owner: from their first byte when we make them, and when we find them open. */
final class Privacy {
    private static final Logger log = LoggerFactory.getLogger(Privacy.class);
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    /** What we make in a data folder, and what file systems put into an empty one. */
    private static final String OURS = "postgresql|postgresql\\.making|postgres-[0-9.]+(\\.unpacking)?|lost\\+found";

    private Privacy() {}

    /** For making a file. */
    static FileAttribute<Set<PosixFilePermission>> file() {
        return PosixFilePermissions.asFileAttribute(FILE);
    }

    /** For making a folder. */
    static FileAttribute<Set<PosixFilePermission>> folder() {
        return PosixFilePermissions.asFileAttribute(FOLDER);
    }

    /** Writes a file that nobody else may read at any time, and that is there as a whole or not at all. */
    static Path write(Path file, String text) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, file());
        Files.writeString(fresh, text);
        return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes a secret's file from others who may read it, as after a restore. */
    static void tightenFile(Path file) throws IOException {
        if (isOpen(Files.getPosixFilePermissions(file))) {
            Files.setPosixFilePermissions(file, FILE);
            log.warn("Others could read {}; now only its owner can.", file);
        }
    }

    /**
     * Takes a folder of ours from others who may look into it.
     *
     * @throws SetupProblem if it isn't ours to change
     */
    static void tightenFolder(Path folder) throws IOException {
        var permissions = Files.getPosixFilePermissions(folder);
        if (!isOpen(permissions)) {
            return;
        }
        if (permissions.contains(PosixFilePermission.OTHERS_WRITE) || !isOurs(folder)) {
            throw new SetupProblem("Others may look into the data folder " + folder + " ("
                    + PosixFilePermissions.toString(permissions)
                    + "), which isn't LeadHub's alone: name a folder of its own with --data, such as "
                    + folder.resolve("leadhub") + ", or run chmod 700 " + folder + ".");
        }
        try {
            Files.setPosixFilePermissions(folder, FOLDER);
        } catch (IOException e) {
            throw new SetupProblem(
                    "Others may look into the data folder " + folder + " ("
                            + PosixFilePermissions.toString(permissions) + "): run chmod 700 " + folder
                            + " as its owner.",
                    e);
        }
        log.warn("Others could look into the data folder {}; now only its owner can.", folder);
    }

    /** Whether it holds no folder of somebody else's; files may lie there, such as dumps. */
    private static boolean isOurs(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .allMatch(entry -> entry.getFileName().toString().matches(OURS));
        }
    }

    private static boolean isOpen(Set<PosixFilePermission> permissions) {
        return !FOLDER.containsAll(permissions);
    }
}
