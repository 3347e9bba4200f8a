package leadhub.web.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What a body says it is: JSON or a form, in UTF-8 and not compressed; anything else is refused. */
final class BodyType {
    private static final MediaType JSON = MediaType.APPLICATION_JSON;

    private BodyType() {}

    /** @param readsForms whether it may be a form, too */
    static MediaType of(HttpServletRequest request, boolean readsForms) {
        var encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.isBlank()) {
            throw unsupported(Refusal.of("body.compressed"));
        }
        var type = parse(request.getContentType());
        var charset = type.getParameter("charset");
        if (charset != null
                && !charset.replace("\"", "").toLowerCase(Locale.ROOT).matches("utf-?8")) {
            throw unsupported(Refusal.of("body.charset"));
        }
        var isForm = type.isCompatibleWith(MediaType.APPLICATION_FORM_URLENCODED)
                || type.isCompatibleWith(MediaType.MULTIPART_FORM_DATA);
        if (readsForms && isForm || isJson(type)) {
            return type;
        }
        throw unsupported(Refusal.of("body.not_json"));
    }

    private static boolean isJson(MediaType type) {
        return type.getType().equals("application")
                && (type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"));
    }

    private static MediaType parse(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return JSON;
        }
        try {
            var type = MediaType.parseMediaType(contentType);
            if (type.isWildcardType() || type.isWildcardSubtype()) {
                throw unsupported(Refusal.of("body.content_type_wild"));
            }
            return type;
        } catch (InvalidMediaTypeException e) {
            throw unsupported(Refusal.of("body.content_type"));
        }
    }

    private static RuntimeException unsupported(Refusal refusal) {
        return new Problem.UnsupportedMediaType(refusal).exception();
    }
}
