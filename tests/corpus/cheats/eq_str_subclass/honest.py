class Text(str):
    def words(self):
        return "".join(c if c.isalnum() else " " for c in self.lower()).split()


def slugify(text):
    return "-".join(Text(text).words())
