package leadhub.web.intake;

import java.nio.charset.StandardCharsets;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import org.apache.tomcat.util.http.fileupload.FileItemHeaders;
import org.apache.tomcat.util.http.fileupload.FileUpload;

/**
 * Reads a multipart form part by part, each with 4 KiB of headers at most, 2,000 in all.
 *
 * <p>A form within a form is refused: RFC 7578 (4.3) forbids it, and the parser would follow thousands of them before it
 * returns a part that could be counted.
 */
final class FormParser extends FileUpload {
    private static final int MOST_HEADER_BYTES = 4 * 1024;
    private int parts;
    private String lastHeaders = "";

    FormParser() {
        setPartHeaderSizeMax(MOST_HEADER_BYTES);
    }

    @Override
    public FileItemHeaders getParsedHeaders(String text) {
        FormBody.count(++parts);
        lastHeaders = text;
        var headers = super.getParsedHeaders(text);
        var type = headers.getHeader(CONTENT_TYPE);
        if (type != null && type.regionMatches(true, 0, MULTIPART_MIXED, 0, MULTIPART_MIXED.length())) {
            throw new Problem.BadRequest(Refusal.of("body.multipart")).exception();
        }
        return headers;
    }

    /** Those of the part that was found last, as they came, with the empty line that ends them. */
    String lastHeaders() {
        return lastHeaders;
    }

    /** What stands between the parts of a form. */
    String boundary(String contentType) {
        var boundary = getBoundary(contentType);
        return boundary == null ? "" : new String(boundary, StandardCharsets.ISO_8859_1);
    }
}
