package leadhub.tasks.pages;

import leadhub.panel.Reply;
import leadhub.panel.Visit;

/** Where tasks are beside their leads, and shown again after something was done to one of them. */
public interface TaskPlace {
    /** As {@code from} names it. */
    String name();

    /** What a script shows anew. */
    Reply part(Visit visit);

    /** Where a browser without scripts goes. */
    String path(Visit visit);
}
