package leadhub.forms.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import leadhub.base.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files in a bucket, as {@code files/{workspace}/{id}}.
 *
 * <p>Limits: requests that wait for the store hold a connection of the database, so that no more than four do at a time. Others are
 * refused at once, and forms without files go on.
 */
final class S3Files implements FileStore, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(S3Files.class);
    /** Deletions that wait; further ones are left to the sweep. */
    private static final int MOST_WAITING = 10_000;

    private static final int MOST_AT_ONCE = 4;

    private final S3Client store;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    /** They come at the end of transactions, which hold a connection of the database. */
    private final ThreadPoolExecutor deletions = new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("delete-files").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    S3Files(S3Client store) {
        this.store = store;
    }

    @Override
    public void write(long workspaceId, Map<String, FileSource> files) {
        inRoom(() -> {
            var deadline = store.deadline();
            files.forEach((id, file) -> write(workspaceId, id, file, deadline));
            return files.size();
        });
    }

    private <T> T inRoom(Supplier<T> work) {
        if (!room.tryAcquire()) {
            throw unavailable();
        }
        try {
            return work.get();
        } finally {
            room.release();
        }
    }

    private void write(long workspaceId, String id, FileSource file, Deadline deadline) {
        try {
            store.put(key(workspaceId, id), new S3Client.Body(file.size(), file::open), deadline);
        } catch (S3Failure e) {
            log.error("A file can't be written", e);
            // It may be there all the same: who says no may have said it too late.
            delete(workspaceId, id);
            throw unavailable();
        }
    }

    @Override
    public boolean has(long workspaceId, String id) {
        return inRoom(() -> isThere(workspaceId, id));
    }

    private boolean isThere(long workspaceId, String id) {
        try {
            return store.has(key(workspaceId, id));
        } catch (S3Failure e) {
            log.error("A file can't be looked for", e);
            throw unavailable();
        }
    }

    @Override
    public InputStream open(long workspaceId, String id) throws IOException {
        return store.get(key(workspaceId, id));
    }

    @Override
    public void delete(long workspaceId, String id) {
        deletions.execute(() -> deleteNow(workspaceId, id));
    }

    private void deleteNow(long workspaceId, String id) {
        try {
            store.delete(key(workspaceId, id));
        } catch (S3Failure e) {
            // What is left is swept later.
            log.warn("File {} of workspace {} can't be deleted", id, workspaceId, e);
        }
    }

    @Override
    public void sweep(long workspaceId, Instant before, Function<List<String>, Set<String>> known) {
        try {
            for (var part = list(workspaceId, ""); ; part = list(workspaceId, part.next())) {
                part.ids().stream()
                        .filter(id -> Ids.isOlder(id, before))
                        .gather(Gatherers.windowFixed(STEP))
                        .forEach(ids -> sweep(workspaceId, ids, known.apply(ids)));
                if (part.next().isEmpty()) {
                    return;
                }
            }
        } catch (S3Failure e) {
            log.warn("The files of workspace {} can't be swept", workspaceId, e);
        }
    }

    private void sweep(long workspaceId, List<String> ids, Set<String> known) {
        ids.stream().filter(id -> !known.contains(id)).forEach(id -> deleteNow(workspaceId, id));
    }

    /** A part of a list. @param next "" at its end */
    private record Part(List<String> ids, String next) {}

    private Part list(long workspaceId, String token) throws S3Failure {
        var prefix = key(workspaceId, "");
        var ids = new ArrayList<String>();
        var next = "";
        try {
            var factory = XMLInputFactory.newFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            var xml = factory.createXMLStreamReader(new ByteArrayInputStream(store.list(prefix, token)), "UTF-8");
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "Key" -> ids.add(xml.getElementText().substring(prefix.length()));
                        case "NextContinuationToken" -> next = xml.getElementText();
                        default -> {
                            // Sizes, times and owners.
                        }
                    }
                }
            }
        } catch (XMLStreamException | IndexOutOfBoundsException e) {
            throw new S3Failure(S3Failure.Kind.BROKEN, "its list can't be read");
        }
        return new Part(ids, next);
    }

    private static String key(long workspaceId, String id) {
        return "files/" + workspaceId + "/" + id;
    }

    /** What still waits to be deleted is swept later. */
    @Override
    public void close() {
        deletions.shutdownNow();
    }

    private static RuntimeException unavailable() {
        return new Problem.Unavailable(RETRY_AFTER).exception();
    }
}
