package leadhub.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Supplier;
import leadhub.web.StreamedBody;

/** A file that is written while it is sent, for which it takes a place. */
record ExportBody(StreamedBody file, Supplier<Held> place) implements StreamedBody {
    @Override
    public Held begin() {
        return place.get();
    }

    @Override
    public void write(OutputStream out) throws IOException {
        file.write(new PacedStream(out, System::nanoTime));
    }

    @Override
    public Duration most() {
        return LeadExports.MOST;
    }
}
