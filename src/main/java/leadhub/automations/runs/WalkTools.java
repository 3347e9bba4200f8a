package leadhub.automations.runs;

import leadhub.actions.Actions;
import leadhub.automations.References;
import leadhub.automations.steps.TermMatcher;
import leadhub.hours.Hours;
import leadhub.leads.Leads;
import org.springframework.stereotype.Component;

/** What steps are taken with. */
@Component
record WalkTools(Actions actions, TermMatcher terms, References references, Leads leads, Hours hours) {}
