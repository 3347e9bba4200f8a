package leadhub.forms.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An answer that a store may not draw out: the timeout of a request ends when its answer begins. */
final class BoundedAnswer extends FilterInputStream {
    private final CompletableFuture<Void> end;
    private volatile boolean isLate;

    BoundedAnswer(InputStream in, Duration time) {
        super(in);
        this.end = CompletableFuture.runAsync(
                this::giveUp, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void giveUp() {
        isLate = true;
        try {
            in.close();
        } catch (IOException e) {
            // Whoever reads it hears of it.
        }
    }

    @Override
    public int read() throws IOException {
        var one = super.read();
        refuseLate(one);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var number = super.read(bytes, offset, length);
        refuseLate(number);
        return number;
    }

    /** What was given up has no end of its own. */
    private void refuseLate(int read) throws IOException {
        if (read < 0 && isLate) {
            throw new S3Failure(S3Failure.Kind.UNREACHABLE, "its answer has no end");
        }
    }

    @Override
    public void close() throws IOException {
        end.cancel(false);
        super.close();
    }
}
