package leadhub.exports.schedules;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import leadhub.base.settings.Settings;
import leadhub.exports.schedules.ExportFile.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where files of scheduled exports lie: in {@code exports/{workspace}/} of the data folder, under a random key. One that is still
 * being written has another name, so that half a file never looks whole.
 *
 * <p>Limits: 1 GiB a file ({@code leadhub.exports.file}, bytes).
 */
@Component
class ExportFolder {
    private static final Logger log = LoggerFactory.getLogger(ExportFolder.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 16;
    private static final String PART = ".part";
    private static final int BUFFER = 64 << 10;

    private final Path folder;
    private final long mostBytes;

    ExportFolder(
            Settings settings,
            @Value("${leadhub.exports-folder:}") String folder,
            @Value("${leadhub.exports.file:1073741824}") long mostBytes) {
        this.folder = folder.isBlank() ? settings.data().resolve("exports") : Path.of(folder);
        this.mostBytes = mostBytes;
    }

    /** A file that lies there. */
    record Written(long leads, long size) {}

    /** What came of writing one. */
    sealed interface Result {
        /** It lies there, whole. */
        record There(Written written) implements Result {}

        /** Nothing is left of it. */
        record Not(Reason reason) implements Result {}
    }

    /** Writes the leads into a file, and says how many they were. */
    @FunctionalInterface
    interface Content {
        long write(OutputStream out) throws IOException;
    }

    static String newKey() {
        var random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /**
     * Writes a file; it is on the disk when this returns. What isn't the file's fault is thrown, and nothing is left then either.
     *
     * @param room how many bytes the workspace has left
     */
    Result write(long workspaceId, String key, long room, Content content) {
        var part = path(workspaceId, key + PART);
        BoundedFile file = null;
        try {
            Files.createDirectories(
                    part.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (var channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                file = new BoundedFile(Channels.newOutputStream(channel), Math.min(room, mostBytes));
                var out = new BufferedOutputStream(file, BUFFER);
                var leads = content.write(out);
                out.flush();
                channel.force(true);
                Files.move(part, path(workspaceId, key), StandardCopyOption.ATOMIC_MOVE);
                return new Result.There(new Written(leads, file.written()));
            }
        } catch (IOException | RuntimeException e) {
            delete(workspaceId, key);
            if (file != null && file.isFull()) {
                return new Result.Not(room < mostBytes ? Reason.ROOM : Reason.TOO_LARGE);
            }
            if (e instanceof IOException || file != null && file.isBroken()) {
                log.error("A file of workspace {} can't be written to {}", workspaceId, folder, e);
                return new Result.Not(Reason.DISK);
            }
            throw (RuntimeException) e;
        }
    }

    boolean has(long workspaceId, String key) {
        return Files.isRegularFile(path(workspaceId, key));
    }

    InputStream open(long workspaceId, String key) throws IOException {
        return Files.newInputStream(path(workspaceId, key));
    }

    /** Deletes a file, and what is written of it. */
    void delete(long workspaceId, String key) {
        for (var name : List.of(key, key + PART)) {
            try {
                Files.deleteIfExists(path(workspaceId, name));
            } catch (IOException e) {
                // What is left is swept later.
                log.warn("File {} of workspace {} can't be deleted", name, workspaceId, e);
            }
        }
    }

    /**
     * Deletes what nobody knows of.
     *
     * @param before younger ones are left: their transaction may not have ended
     * @param needed told some keys, says which of them are needed
     */
    void sweep(long workspaceId, Instant before, Function<List<String>, List<String>> needed) {
        var home = folder.resolve(Long.toString(workspaceId));
        if (!Files.isDirectory(home)) {
            return;
        }
        try (var files = Files.list(home)) {
            var keys = files.filter(path -> isOlder(path, before))
                    .map(path -> path.getFileName().toString().replace(PART, ""))
                    .distinct()
                    .toList();
            var kept = Set.copyOf(needed.apply(keys));
            keys.stream().filter(key -> !kept.contains(key)).forEach(key -> delete(workspaceId, key));
        } catch (IOException e) {
            log.warn("The files of workspace {} can't be swept", workspaceId, e);
        }
    }

    private Path path(long workspaceId, String name) {
        return folder.resolve(Long.toString(workspaceId)).resolve(name);
    }

    private static boolean isOlder(Path path, Instant time) {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(time);
        } catch (IOException e) {
            return false;
        }
    }
}
