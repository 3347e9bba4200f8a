package leadhub.bots.pages;

import leadhub.leads.pages.CriterionLine;

/** The model of one line of a condition. */
public record FlowCondition(String botId, CriterionLine line) {
    public String path() {
        return "/settings/bots/" + botId + "/flow/condition";
    }
}
