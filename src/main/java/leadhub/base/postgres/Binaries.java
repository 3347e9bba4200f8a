package leadhub.base.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import leadhub.base.settings.SetupProblem;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked from the class path into the data folder once for each version. */
final class Binaries {
    private static final long NEEDED_BYTES = 200L << 20;

    private final Path target;

    private Binaries(Path target) {
        this.target = target;
    }

    static void unpack(DataFolder data) {
        if (!Files.exists(data.binaries())) {
            new Binaries(data.binaries()).unpack();
        }
    }

    private void unpack() {
        // What a killed start left half done has this name, so it is never taken for the real one.
        var half = target.resolveSibling(target.getFileName() + ".unpacking");
        try {
            requireSpace();
            DataFolder.delete(half);
            try (var archive = new TarArchiveInputStream(new XZCompressorInputStream(open()))) {
                for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                    unpack(archive, entry, half);
                }
            }
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SetupProblem(
                    "PostgreSQL can't be unpacked into " + target + " (" + e.getMessage()
                            + "): free some space or name another folder with --data.",
                    e);
        }
    }

    private static void unpack(TarArchiveInputStream archive, TarArchiveEntry entry, Path folder) throws IOException {
        var file = folder.resolve(entry.getName()).normalize();
        // Static libraries are for people who compile against PostgreSQL.
        if (entry.isDirectory() || !file.startsWith(folder) || file.toString().endsWith(".a")) {
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(archive, file);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static InputStream open() {
        var system = System.getProperty("os.name");
        var architecture = System.getProperty("os.arch");
        var name = switch (architecture) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> architecture;
        };
        var stream = Binaries.class.getResourceAsStream("/postgres-linux-" + name + ".txz");
        if (!"Linux".equals(system) || stream == null) {
            throw new SetupProblem("This LeadHub brings no PostgreSQL for " + system + " on " + architecture
                    + ": build it on the machine it runs on, Linux on x86-64 or 64-bit ARM, or name a PostgreSQL of "
                    + "your own with --database-url.");
        }
        return new BufferedInputStream(stream);
    }

    private void requireSpace() throws IOException {
        var free = Files.getFileStore(target.getParent()).getUsableSpace();
        if (free < NEEDED_BYTES) {
            throw new SetupProblem("The disk of " + target.getParent() + " has " + (free >> 20)
                    + " MB left and PostgreSQL needs " + (NEEDED_BYTES >> 20)
                    + " MB to begin with: free some, or name another folder with --data.");
        }
    }
}
