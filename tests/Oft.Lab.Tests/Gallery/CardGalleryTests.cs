using Oft.Lab.Cards;
using Oft.Lab.Gallery;

namespace Oft.Lab.Tests.Gallery;

public class CardGalleryTests
{
    [Fact]
    public void Every_card_of_the_lab_is_in_the_gallery_and_asks_no_network()
    {
        var cards = CardGallery.Cards(Lab.Open("gallery", seed: 1, Profile.Tiny));
        var known = typeof(ICard).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(ICard)) && !type.IsInterface);
        Assert.Empty(known.Except(cards.Select(card => card.Card.GetType())));
        foreach (var (name, card) in cards)
        {
            Assert.DoesNotMatch("(?:src|href)=\"(?!data:)|@import", card is Lab ? "" : card.ToHtml());
            Assert.False(string.IsNullOrWhiteSpace(card.ToText()), name);
            Assert.DoesNotContain("<div", card.ToText());
        }
    }
}
