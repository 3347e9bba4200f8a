package leadhub.site;

import jakarta.servlet.http.HttpServletRequest;
import leadhub.web.intake.RequestBody;
import leadhub.web.intake.SentBody;
import leadhub.web.intake.Upload;
import leadhub.web.intake.Uploads;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a route takes. */
@Component
final class SiteBodies {
    private final RequestBody bodies;
    private final Uploads uploads;

    SiteBodies(RequestBody bodies, Uploads uploads) {
        this.bodies = bodies;
        this.uploads = uploads;
    }

    /** A form with files; null if the route takes none, or something else was sent. */
    @Nullable
    private Upload upload(HttpServletRequest request, SiteBody body) {
        var type = request.getContentType();
        return body instanceof SiteBody.Files(var limits) && type != null && Uploads.isMultipart(type)
                ? uploads.read(request, limits)
                : null;
    }

    /** What was sent; its files are the holder's to give back. */
    SiteCall.Sent read(HttpServletRequest request, SiteBody body, SiteCalls.Held held) {
        held.upload = upload(request, body);
        return new SiteCall.Sent(held.upload == null ? raw(request, body) : null, held.upload);
    }

    /** A body is no reason to keep a stream's place for longer than for any other one. */
    void skip(HttpServletRequest request) {
        bodies.skip(request);
    }

    @Nullable
    private SentBody raw(HttpServletRequest request, SiteBody body) {
        return switch (body) {
            case SiteBody.Nothing nothing -> null;
            case SiteBody.Raw(var most) -> bodies.readRaw(request, most);
            case SiteBody.Files(var limits) -> bodies.readRaw(request, limits.fieldBytes());
        };
    }
}
