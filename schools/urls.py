public: list = []
desk: list = []
county: list = []
