package leadhub.forms.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Gatherers;
import leadhub.base.Problem;
import leadhub.base.settings.Settings;
import leadhub.web.intake.UploadedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where files lie: in {@code files/{workspace}/} of the data folder, under an id that begins with when it was given and goes on
 * at random. What a sender called one is never a part of a path.
 */
@Component
class FileFolder {
    private static final Logger log = LoggerFactory.getLogger(FileFolder.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 16;
    private static final int TIME_DIGITS = 9;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{41}");
    private static final int STEP = 500;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Path folder;

    FileFolder(Settings settings, @Value("${leadhub.files-folder:}") String folder) {
        this.folder = folder.isBlank() ? settings.data().resolve("files") : Path.of(folder);
    }

    static String newId(Instant now) {
        var random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return "%09x".formatted(now.getEpochSecond()) + HexFormat.of().formatHex(random);
    }

    private static Instant givenAt(String id) {
        return Instant.ofEpochSecond(Long.parseLong(id.substring(0, TIME_DIGITS), 16));
    }

    /** Copies a file; it is on the disk when this returns, whole. Of one that finds no room, nothing is left. */
    void write(long workspaceId, String id, UploadedFile file) {
        var path = path(workspaceId, id);
        try {
            create(home(workspaceId, id));
            try (var channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                file.copyTo(Channels.newOutputStream(channel));
                channel.force(true);
            }
        } catch (IOException e) {
            log.error("A file can't be written to {}", folder, e);
            delete(workspaceId, id);
            throw new Problem.Unavailable(RETRY_AFTER).exception();
        }
    }

    private static void create(Path parent) throws IOException {
        Files.createDirectories(
                parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    boolean has(long workspaceId, String id) {
        return Files.isRegularFile(path(workspaceId, id));
    }

    InputStream open(long workspaceId, String id) throws IOException {
        return Files.newInputStream(path(workspaceId, id));
    }

    void delete(long workspaceId, String id) {
        try {
            Files.deleteIfExists(path(workspaceId, id));
        } catch (IOException e) {
            // What is left is swept later.
            log.warn("File {} of workspace {} can't be deleted", id, workspaceId, e);
        }
    }

    /**
     * Deletes what nobody knows of.
     *
     * @param before younger ones are left: their transaction may not have ended
     * @param known told some ids, says which of them are known
     */
    void sweep(long workspaceId, Instant before, Function<List<String>, Set<String>> known) {
        var home = folder.resolve(Long.toString(workspaceId));
        if (!Files.isDirectory(home)) {
            return;
        }
        try (var files = Files.walk(home, 2)) {
            files.map(path -> path.getFileName().toString())
                    .filter(name -> ID.matcher(name).matches())
                    .filter(id -> givenAt(id).isBefore(before))
                    .gather(Gatherers.windowFixed(STEP))
                    .forEach(ids -> sweep(workspaceId, ids, known.apply(ids)));
        } catch (IOException | UncheckedIOException e) {
            log.warn("The files of workspace {} can't be swept", workspaceId, e);
        }
    }

    private void sweep(long workspaceId, List<String> ids, Set<String> known) {
        ids.stream().filter(id -> !known.contains(id)).forEach(id -> delete(workspaceId, id));
    }

    private Path path(long workspaceId, String id) {
        return home(workspaceId, id).resolve(id);
    }

    private Path home(long workspaceId, String id) {
        return folder.resolve(Long.toString(workspaceId)).resolve(id.substring(id.length() - 2));
    }
}
