package leadhub.exports;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import leadhub.web.StreamedBody;

/** A file that is written while it is sent, for which it takes a place. */
record ExportBody(StreamedBody file, Runnable takePlace, Runnable givePlaceBack) implements StreamedBody {
    @Override
    public void begin() {
        takePlace.run();
    }

    @Override
    public void write(OutputStream out) throws IOException {
        try {
            file.write(out);
        } finally {
            givePlaceBack.run();
        }
    }

    @Override
    public Duration most() {
        return LeadExports.MOST;
    }
}
