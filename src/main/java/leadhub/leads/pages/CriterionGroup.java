package leadhub.leads.pages;

import leadhub.leads.lists.CriteriaRows;

/**
 * A group of lines of the filter.
 *
 * @param in the group that it is part of; 0 for none
 * @param level from 1 for the whole
 */
public record CriterionGroup(CriteriaRows rows, int in, int level, LeadFilterForm form) {
    public int number() {
        return rows.number();
    }

    /** What is above the numbers of its lines. */
    public int above() {
        return number() * CriteriaRows.EACH;
    }

    public String domId() {
        return number() == 0 ? "criteria" : "criteria-" + number();
    }

    public String match() {
        return number() == 0 ? "match" : "match." + number();
    }

    /** Whether another group may be part of it. */
    public boolean mayHaveGroups() {
        return level < CriteriaRows.MOST_LEVELS;
    }

    public CriterionGroup of(CriteriaRows group) {
        return new CriterionGroup(group, number(), level + 1, form);
    }
}
