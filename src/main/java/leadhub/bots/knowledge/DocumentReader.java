package leadhub.bots.knowledge;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Unicode;
import leadhub.web.input.Texts;
import org.springframework.stereotype.Component;

/**
 * Reads documents into passages, in a thread of its own that is given up after a while. Outside of any transaction.
 *
 * <p>Limits: 10 MB a file, two at a time, 30 seconds each.
 */
@Component
public class DocumentReader {
    public static final int MOST_BYTES = 10 << 20;
    private static final int AT_A_TIME = 2;
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    /** How files begin that Office has encrypted, or that are older than docx. */
    private static final byte[] COMPOUND = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

    private final Semaphore room = new Semaphore(AT_A_TIME);

    /** Refuses what can't be read, or has no text, at {@code file}. */
    public List<Passage> read(DocumentFormat format, byte[] file) {
        if (file.length > MOST_BYTES) {
            throw refused(Refusal.of("knowledge.too_long"));
        }
        if (!room.tryAcquire()) {
            throw new Problem.RateLimited(Duration.ofSeconds(10)).exception();
        }
        var worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("documents").factory());
        try {
            var passages =
                    worker.submit(() -> passagesInRoom(format, file)).get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            if (passages.isEmpty()) {
                throw refused(Refusal.of("knowledge.no_text"));
            }
            return passages;
        } catch (TimeoutException e) {
            throw refused(Refusal.of("knowledge.too_long"));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException refusal
                    ? refusal
                    : refused(Refusal.of("knowledge.unreadable"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(Refusal.of("knowledge.unreadable"));
        } finally {
            worker.shutdownNow();
        }
    }

    /** Whoever was given up may go on for a while, and takes its room until it ends. */
    private List<Passage> passagesInRoom(DocumentFormat format, byte[] file) {
        try {
            return passages(format, file);
        } finally {
            room.release();
        }
    }

    private static List<Passage> passages(DocumentFormat format, byte[] file) {
        var into = new PassageCutter();
        switch (format) {
            case DOCX -> {
                if (Arrays.equals(file, 0, Math.min(4, file.length), COMPOUND, 0, 4)) {
                    throw refused(Refusal.of("knowledge.encrypted"));
                }
                DocxText.read(file, into);
            }
            case PDF -> PdfText.read(file, into);
            case TEXT -> TextFormats.text(text(file), into);
            case MARKDOWN -> TextFormats.markdown(text(file), into);
            case CSV -> TextFormats.csv(text(file), into);
            case HTML -> HtmlText.read(text(file), into);
        }
        return into.done().stream()
                .map(passage -> new Passage(sound(passage.heading()), sound(passage.content())))
                .toList();
    }

    /** As it can be stored. */
    private static String sound(String text) {
        var clean = Unicode.nfc(text.replace("\0", ""));
        return Texts.isSound(clean) ? clean : clean.replaceAll("[\\ud800-\\udfff]", "");
    }

    private static String text(byte[] file) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(file, Charset.forName("windows-1252"));
        }
    }

    private static RuntimeException refused(Refusal refusal) {
        return Problem.invalid("file", refusal).exception();
    }
}
