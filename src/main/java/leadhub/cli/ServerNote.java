package leadhub.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import leadhub.base.settings.Settings;

/** Where the server on a data folder can be found: a small file in the folder while it runs. */
final class ServerNote implements AutoCloseable {
    private final Path file;

    private ServerNote(Path file) {
        this.file = file;
    }

    /**
     * What the note says.
     *
     * @param isAlive whether a process of that number still runs
     */
    record Found(long pid, String url, String managementUrl, boolean isAlive) {}

    /** Leaves a note; none where the database is elsewhere, for then there is no folder. */
    static ServerNote leave(Settings settings, Server server) {
        var note = new ServerNote(file(settings.data()));
        if (settings.databaseUrl() != null) {
            return note;
        }
        var properties = new Properties();
        properties.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
        properties.setProperty("url", server.url());
        properties.setProperty("management", "http://127.0.0.1:" + server.managementPort());
        try (var writer = Files.newBufferedWriter(note.file)) {
            properties.store(writer, "The server that uses this folder");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return note;
    }

    static Optional<Found> find(Path data) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file(data))) {
            properties.load(reader);
        } catch (IOException e) {
            return Optional.empty();
        }
        var pid = Long.parseLong(properties.getProperty("pid", "0"));
        return Optional.of(new Found(
                pid,
                properties.getProperty("url", ""),
                properties.getProperty("management", ""),
                ProcessHandle.of(pid).isPresent()));
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Path data) {
        return data.resolve("server.properties");
    }
}
