package leadhub.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.web.intake.UploadedFile;
import org.jspecify.annotations.Nullable;

/** A request as it came, for whoever keeps it: its body byte for byte, and its headers, which are gathered when asked for. */
public final class SentRequest {
    private final @Nullable HttpServletRequest request;
    private final byte[] body;
    private final List<UploadedFile> files;

    public SentRequest(@Nullable HttpServletRequest request, byte[] body) {
        this(request, body, List.of());
    }

    /** With files, which are there until it is answered and are no part of the body. */
    public SentRequest(@Nullable HttpServletRequest request, byte[] body, List<UploadedFile> files) {
        this.request = request;
        this.body = body;
        this.files = files;
    }

    /** In the order in which they came. */
    public List<UploadedFile> files() {
        return files;
    }

    /** The bytes themselves, not a copy. */
    public byte[] body() {
        return body;
    }

    public @Nullable String contentType() {
        return request == null ? null : request.getContentType();
    }

    /** By name in the order in which they came; the values of one that came more than once, with commas between them. */
    public Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        if (request != null) {
            Collections.list(request.getHeaderNames())
                    .forEach(name -> headers.put(name, String.join(", ", Collections.list(request.getHeaders(name)))));
        }
        return headers;
    }
}
