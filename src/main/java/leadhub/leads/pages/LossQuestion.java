package leadhub.leads.pages;

import leadhub.pipelines.LossRules;

/**
 * Why a lead is lost, as people are asked.
 *
 * @param areMany whether several leads are lost at once, each of which gets the note
 */
public record LossQuestion(LossRules rules, boolean areMany) {}
