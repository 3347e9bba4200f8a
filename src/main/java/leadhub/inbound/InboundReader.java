package leadhub.inbound;

import leadhub.base.Caller;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadReader;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;

/** Reads an inbound lead, and says in its input what speaks against it. */
@Component
class InboundReader {
    private final Leads leads;

    InboundReader(Leads leads) {
        this.leads = leads;
    }

    LeadChange read(Caller caller, Input input) {
        var facts = LeadReader.readAll(input);
        input.require("email");
        if (input.errors().any()) {
            input.errors().addAll(leads.refusalsOfIntake(caller, leads.cutToFit(caller, facts)));
        }
        return facts;
    }
}
