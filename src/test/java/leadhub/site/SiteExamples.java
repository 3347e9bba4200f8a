package leadhub.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.web.Call;
import leadhub.web.EventSource;
import leadhub.web.ServerEvent;
import leadhub.web.intake.UploadLimits;
import leadhub.web.intake.UploadedFile;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.MediaType;

/** Routes such as forms, hooks and chats will declare. Not annotated, so that only servers have them that ask for them. */
final class SiteExamples implements SiteRoutes.Provider {
    static final UploadLimits LIMITS = new UploadLimits(100_000, 3, 250_000, 20_000);

    /** A permit for each form that is held, and for each that may go. */
    static final Semaphore HELD = new Semaphore(0);

    static final Semaphore LET_GO = new Semaphore(0);

    private static final AtomicInteger ATTEMPTS = new AtomicInteger();
    private static final Map<String, Listening> LISTENING = new ConcurrentHashMap<>();

    @Override
    public void declare(SiteRoutes routes) {
        routes.get("/example/{form}", SiteExamples::terms, call -> SiteAnswer.page("site/wrong.jte", wrong()))
                .get(
                        "/example/{form}/arabic",
                        SiteExamples::terms,
                        call -> SiteAnswer.pageIn("ar", "site/wrong.jte", wrong()))
                .postFiles("/example/{form}", SiteExamples::terms, LIMITS, SiteExamples::submit)
                .postFiles("/c/{name}/held", SiteExamples::terms, LIMITS, SiteExamples::hold)
                .post("/hooks/{token}", SiteExamples::terms, 100_000, SiteExamples::receive)
                .get("/c/{name}/stream", SiteExamples::terms, SiteExamples::listen)
                .get(
                        "/c/{name}/export",
                        SiteExamples::terms,
                        call -> new SiteAnswer.Streamed("text/csv", out -> {
                            for (var i = 0; i < 100_000; i++) {
                                out.write("a line,\n".getBytes(StandardCharsets.UTF_8));
                            }
                        }))
                .get(
                        "/c/{name}/slow",
                        SiteExamples::terms,
                        call -> new SiteAnswer.Streamed("text/csv", out -> {
                            HELD.release();
                            LET_GO.acquireUninterruptibly();
                        }))
                .get("/c/{name}/busy", SiteExamples::terms, call -> {
                    if (ATTEMPTS.incrementAndGet() % 2 == 1) {
                        throw new ConcurrencyFailureException("A deadlock that a test wants.");
                    }
                    return SiteAnswer.json(200, Map.of());
                })
                .get("/c/{name}/broken", SiteExamples::terms, call -> {
                    throw new IllegalStateException("A fault that a test wants.");
                });
    }

    private static SiteWrong wrong() {
        return SiteWrong.of("wrong.not-found");
    }

    private static SiteTerms terms(Call call) {
        return switch (call.text(0)) {
            case "anywhere" -> SiteTerms.embeddedBy(AllowedHosts.ANY);
            case "shop" ->
                SiteTerms.embeddedBy(AllowedHosts.of(List.of("shop.example", "Localhost:8443", "other.example:443")));
            case "gone" -> throw new Problem.NotFound(Refusal.of("path.not_found")).exception();
            case "stale" -> throw new Problem.PreconditionFailed().exception();
            case "secret" -> SiteTerms.ofKnownSender("secret");
            default -> SiteTerms.USUAL;
        };
    }

    private static SiteAnswer submit(SiteCall call) {
        var files = call.files().stream()
                .map(file ->
                        Map.of("field", file.field(), "name", file.name(), "size", file.size(), "text", text(file)))
                .toList();
        return SiteAnswer.json(201, new LinkedHashMap<>(Map.of("fields", call.fields(), "files", files)));
    }

    private static String text(UploadedFile file) {
        try (var in = file.open()) {
            return new String(in.readNBytes(20), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a form until it is let go. */
    private static SiteAnswer hold(SiteCall call) {
        HELD.release();
        LET_GO.acquireUninterruptibly();
        return submit(call);
    }

    /** Echoes the bytes; asked to, it reads them first. */
    private static SiteAnswer receive(SiteCall call) {
        if (call.query().value("json").isPresent()) {
            return SiteAnswer.json(200, call.json());
        }
        if (call.query().value("parse").isPresent()) {
            return SiteAnswer.json(200, call.fields());
        }
        return new SiteAnswer.Content(200, MediaType.APPLICATION_OCTET_STREAM_VALUE, call.bytes())
                .with("X-Signature", call.header("X-Signature").orElse("none"))
                .with("X-Cookie", call.header("Cookie").orElse("none"));
    }

    private static SiteAnswer listen(SiteCall call) {
        return new SiteAnswer.Events(listening(call.text(0)));
    }

    /** The events of a name, from both sides. */
    static Listening listening(String name) {
        return LISTENING.computeIfAbsent(name, fresh -> new Listening());
    }

    /** What one listens to; it takes a look to know of what has happened. */
    static final class Listening implements EventSource {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch looking = new CountDownLatch(1);
        final CountDownLatch closed = new CountDownLatch(1);
        final AtomicInteger looks = new AtomicInteger();
        /** Whoever looks waits for that. */
        volatile CountDownLatch seen = new CountDownLatch(0);

        volatile @Nullable RuntimeException faultOfNext;
        volatile @Nullable Error errorOfNext;
        volatile @Nullable RuntimeException faultOfDue;
        volatile @Nullable RuntimeException faultOfLook;
        volatile @Nullable RuntimeException faultOfClose;
        volatile @Nullable Error errorOfBeginning;
        private final Queue<ServerEvent> events = new ConcurrentLinkedQueue<>();
        private final Queue<ServerEvent> known = new ConcurrentLinkedQueue<>();
        private volatile Runnable told = () -> {};
        private volatile boolean isOver;

        void happen(ServerEvent event) {
            events.add(event);
            told.run();
        }

        @Override
        public @Nullable ServerEvent next() {
            begun.countDown();
            if (faultOfNext != null) {
                throw faultOfNext;
            }
            if (errorOfNext != null) {
                throw errorOfNext;
            }
            var event = known.poll();
            isOver = event != null && event.name().equals("end");
            return event;
        }

        @Override
        public boolean isDue() {
            if (faultOfDue != null) {
                throw faultOfDue;
            }
            return !events.isEmpty();
        }

        @Override
        public void look() {
            looks.incrementAndGet();
            looking.countDown();
            try {
                seen.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (faultOfLook != null) {
                throw faultOfLook;
            }
            for (var event = events.poll(); event != null; event = events.poll()) {
                known.add(event);
            }
        }

        @Override
        public void onNews(Runnable told) {
            if (errorOfBeginning != null) {
                throw errorOfBeginning;
            }
            this.told = told;
        }

        @Override
        public boolean isOver() {
            return isOver;
        }

        @Override
        public void close() {
            closed.countDown();
            if (faultOfClose != null) {
                throw faultOfClose;
            }
        }
    }
}
