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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Gatherers;
import leadhub.base.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files in {@code files/{workspace}/} of the data folder. */
final class FileFolder implements FileStore {
    private static final Logger log = LoggerFactory.getLogger(FileFolder.class);
    private final Path folder;

    FileFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public void write(long workspaceId, Map<String, FileSource> files) {
        files.forEach((id, file) -> write(workspaceId, id, file));
    }

    private void write(long workspaceId, String id, FileSource file) {
        var path = path(workspaceId, id);
        try {
            create(home(workspaceId, id));
            try (var channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    var in = file.open()) {
                in.transferTo(Channels.newOutputStream(channel));
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

    @Override
    public boolean has(long workspaceId, String id) {
        return Files.isRegularFile(path(workspaceId, id));
    }

    @Override
    public InputStream open(long workspaceId, String id) throws IOException {
        return Files.newInputStream(path(workspaceId, id));
    }

    @Override
    public void delete(long workspaceId, String id) {
        try {
            Files.deleteIfExists(path(workspaceId, id));
        } catch (IOException e) {
            // What is left is swept later.
            log.warn("File {} of workspace {} can't be deleted", id, workspaceId, e);
        }
    }

    @Override
    public void sweep(long workspaceId, Instant before, Function<List<String>, Set<String>> known) {
        var home = folder.resolve(Long.toString(workspaceId));
        if (!Files.isDirectory(home)) {
            return;
        }
        try (var files = Files.walk(home, 2)) {
            files.map(path -> path.getFileName().toString())
                    .filter(name -> Ids.isOlder(name, before))
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
