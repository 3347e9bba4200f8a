package leadhub.bots.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document that has been read. */
public record NewDocument(
        String title,
        DocumentFormat format,
        String language,
        @Nullable String url,
        List<Passage> passages) {
    @Override
    public String toString() {
        return "NewDocument[" + format + ", " + passages.size() + "]";
    }
}
