package leadhub.site;

import leadhub.web.intake.UploadLimits;

/** What a route of strangers reads. */
public sealed interface SiteBody {
    record Nothing() implements SiteBody {}

    /** The bytes as they come, at most so many. */
    record Raw(int most) implements SiteBody {}

    /** A multipart form, whose files go to disk; any other body as its bytes, at most as many as fields may have. */
    record Files(UploadLimits limits) implements SiteBody {}
}
