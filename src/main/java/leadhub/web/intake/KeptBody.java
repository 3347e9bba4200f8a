package leadhub.web.intake;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

/** Reads a body that was kept, under the content type that it came with; outside of a request, so that no budget knows of it. */
public final class KeptBody {
    private KeptBody() {}

    /** The fields of a form, or JSON whatever else the type says; refused where it is neither. */
    public static JsonNode parse(@Nullable String contentType, byte[] bytes) {
        var type = contentType == null ? "" : contentType.strip().toLowerCase(Locale.ROOT);
        if (type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
            return FormBody.urlEncoded(bytes);
        }
        if (contentType != null && type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)) {
            return FormBody.multipart(bytes, contentType);
        }
        JsonValues.memory(bytes);
        return RequestBody.json(bytes);
    }
}
