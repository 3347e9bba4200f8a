/** SMS in the panel: on a lead's page, and the numbers that get none. */
@NullMarked
package leadhub.sms.pages;

import org.jspecify.annotations.NullMarked;
