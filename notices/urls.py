public: list = []
desk: list = []
