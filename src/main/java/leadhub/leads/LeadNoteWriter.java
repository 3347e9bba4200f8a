package leadhub.leads;

import java.util.List;
import leadhub.base.Caller;
import leadhub.leads.record.Lead;

/** Writes notes on leads, in the caller's transaction; notes implement it. */
public interface LeadNoteWriter {
    void write(Caller caller, long leadId, String text);

    /**
     * The same on each of some leads that the caller holds, with as many statements as on one.
     *
     * @param changeId of what they are a part: of its notes people are told once
     */
    void writeOnAll(Caller caller, List<Lead> leads, String text, long changeId);
}
