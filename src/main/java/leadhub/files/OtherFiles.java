package leadhub.files;

import java.time.Instant;
import java.util.List;
import leadhub.leads.record.Lead;
import leadhub.panel.Visit;

/** Files of a lead that another feature keeps: they are shown with those that people attached. */
public interface OtherFiles {
    /** What a visitor sees of them, the latest first. */
    List<Shown> of(Visit visit, Lead lead);

    /**
     * One of them.
     *
     * @param path where it is downloaded; "" for whoever may not
     * @param from the key of the words that say where it came from
     */
    record Shown(String name, String path, String from, Instant at) {}
}
