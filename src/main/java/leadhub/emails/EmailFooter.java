package leadhub.emails;

/**
 * What stands below an email that its receiver can unsubscribe from.
 *
 * @param workspace whose email it is
 * @param unsubscribeUrl the page that ends them
 */
public record EmailFooter(String workspace, String unsubscribeUrl) {}
