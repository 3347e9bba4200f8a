package leadhub.panel;

/** Reads a visit, calls a verb or two, and replies with a page. */
@FunctionalInterface
public interface Screen {
    Reply show(Visit visit);
}
