package leadhub.site;

/** Reads a stranger's request, calls one verb, and answers. */
@FunctionalInterface
public interface SiteEndpoint {
    SiteAnswer handle(SiteCall call);
}
