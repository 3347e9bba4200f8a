package leadhub.panel;

/** Reads a visit, calls a verb or two, and replies with a page. */
@FunctionalInterface
public interface PageHandler {
    Reply show(Visit visit);
}
