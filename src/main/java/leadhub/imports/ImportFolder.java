package leadhub.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import leadhub.base.Problem;
import leadhub.base.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where files lie that are imported: in {@code imports/{workspace}/} of the data folder, under a random key. What its
 * sender called one is never a part of a path.
 */
@Component
class ImportFolder {
    private static final Logger log = LoggerFactory.getLogger(ImportFolder.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 16;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Path folder;

    ImportFolder(Settings settings, @Value("${leadhub.imports-folder:}") String folder) {
        this.folder = folder.isBlank() ? settings.data().resolve("imports") : Path.of(folder);
    }

    /** A file that lies there. @param sha256 in hexadecimal digits */
    record Stored(String key, long size, String sha256) {}

    /** Copies a file; it is on the disk when this returns, whole. Of one that finds no room, nothing is left. */
    Stored write(long workspaceId, InputStream file) {
        var random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        var key = HexFormat.of().formatHex(random);
        var path = path(workspaceId, key);
        try {
            Files.createDirectories(
                    path.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var hash = MessageDigest.getInstance("SHA-256");
            try (var channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var size = new DigestInputStream(file, hash).transferTo(Channels.newOutputStream(channel));
                channel.force(true);
                return new Stored(key, size, HexFormat.of().formatHex(hash.digest()));
            }
        } catch (IOException e) {
            log.error("A file can't be written to {}", folder, e);
            delete(workspaceId, key);
            throw new Problem.Unavailable(RETRY_AFTER).exception();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Path path(long workspaceId, String key) {
        return folder.resolve(Long.toString(workspaceId)).resolve(key);
    }

    void delete(long workspaceId, String key) {
        try {
            Files.deleteIfExists(path(workspaceId, key));
        } catch (IOException e) {
            // What is left is swept later.
            log.warn("File {} of workspace {} can't be deleted", key, workspaceId, e);
        }
    }

    /**
     * Deletes what nobody knows of.
     *
     * @param before younger ones are left: their transaction may not have ended
     * @param known told some keys, says which of them are known
     */
    void sweep(long workspaceId, Instant before, Function<List<String>, List<String>> known) {
        var home = folder.resolve(Long.toString(workspaceId));
        if (!Files.isDirectory(home)) {
            return;
        }
        try (var files = Files.list(home)) {
            var old = files.filter(path -> isOlder(path, before))
                    .map(path -> path.getFileName().toString())
                    .toList();
            var needed = Set.copyOf(known.apply(old));
            old.stream().filter(key -> !needed.contains(key)).forEach(key -> delete(workspaceId, key));
        } catch (IOException e) {
            log.warn("The files of workspace {} can't be swept", workspaceId, e);
        }
    }

    private static boolean isOlder(Path path, Instant time) {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(time);
        } catch (IOException e) {
            return false;
        }
    }
}
